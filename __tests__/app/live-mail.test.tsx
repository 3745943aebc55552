/** The frame beside a draft's text: its policy, and the mails that it is given. */
import { createHash } from "node:crypto";
import { describe, expect, it, jest } from "@jest/globals";
import { act, screen } from "@testing-library/react";
import { show } from "./people-support";
import { LIVE_MAIL_HEADERS, LIVE_MAIL_PAGE } from "@/app/(app)/admin/campaigns/live-mail/frame";

const { LiveMail } = await import("@/app/(app)/admin/campaigns/[id]/write/live-mail");
type Mail = NonNullable<Parameters<typeof LiveMail>[0]["mail"]>;

const mailOf = (html: string) => ({ html, shownAs: "ada@example.com", isExample: true }) as Mail;
const script = /<script>(.*)<\/script>/s.exec(LIVE_MAIL_PAGE)?.[1] ?? "";

describe("the frame next to the text", () => {
  it("runs only the script that its policy allows, in a sandbox without an origin", () => {
    const hash = createHash("sha256").update(script).digest("base64");
    const policy = LIVE_MAIL_HEADERS["Content-Security-Policy"];
    expect(policy).toContain(`script-src 'sha256-${hash}';`);
    expect(policy).toMatch(/; sandbox allow-scripts$/);
  });

  it("receives each mail in light mode, as soon as its script has started", () => {
    const dark = "<style>@media (prefers-color-scheme: dark) { a {} }</style>";
    const { showAgain } = show(<LiveMail mail={mailOf(`${dark}one`)} problem={null} />);
    const frame = screen.getByTitle<HTMLIFrameElement>("Live email");
    expect(frame).toHaveAttribute("sandbox", "allow-scripts");
    const post = jest.spyOn(frame.contentWindow!, "postMessage");
    const say = (data: unknown, source: MessageEventSource | null) =>
      act(() => void window.dispatchEvent(new MessageEvent("message", { data, source })));
    say({ isReady: true }, window);
    say({ isReady: false }, frame.contentWindow);
    expect(post).not.toHaveBeenCalled();
    say({ isReady: true }, frame.contentWindow);
    expect(post.mock.calls).toEqual([[{ html: expect.stringContaining("@media not all { a {} }") }, "*"]]);
    showAgain(<LiveMail mail={mailOf("two")} problem={null} />);
    expect(post.mock.calls.at(-1)).toEqual([{ html: "two" }, "*"]);
  });

  it("keeps the last mail and shows the reason if a newer one could not be rendered", () => {
    show(<LiveMail mail={mailOf("one")} problem="Check your connection." />);
    expect(screen.getByRole("status")).toHaveTextContent(
      "The email above is not up to date. Check your connection.",
    );
  });
});

describe("the script of the frame", () => {
  /** Runs the script as in the frame, with the test's own window as the surrounding page. */
  const receive = (data: unknown, source: MessageEventSource | null = window) =>
    void window.dispatchEvent(new MessageEvent("message", { data, source }));

  it("shows the mails that its own page sends, and keeps loaded images", () => {
    new Function(script)();
    const html = (words: string) =>
      `<html lang="de" dir="ltr"><head><style>a{}</style></head><body class="mail">${words}<img src="https://x.example/a.png" alt="${words}"></body></html>`;
    receive({ html: html("one") });
    expect(document.body).toHaveTextContent("one");
    expect([document.documentElement.lang, document.body.className]).toEqual(["de", "mail"]);
    const image = document.images[0];
    receive({ html: html("two") });
    expect(document.body).toHaveTextContent("two");
    expect(document.images[0]).toBe(image);
    expect(image).toHaveAttribute("alt", "two");
    const other = document.body.appendChild(document.createElement("iframe"));
    receive({ html: html("three") }, other.contentWindow);
    receive({ html: 3 });
    expect(document.body).toHaveTextContent("two");
  });
});
