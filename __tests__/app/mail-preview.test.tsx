/**
 * The preview of a campaign's mail on the marketers' pages: its line in the inbox, its frame, and the mail for
 * different recipients.
 */
import { createHash } from "node:crypto";
import { beforeEach, describe, expect, it, jest } from "@jest/globals";
import { act, screen, waitFor } from "@testing-library/react";
import { asked, live, show } from "./people-support";
import { asFramed, MAIL_FRAME_HEADERS } from "@/app/(app)/admin/campaigns/[id]/mail/frame";
import type { CampaignId, RecipientId } from "@/app/(app)/admin/campaigns/types";

const { RecipientSelect } = await import("@/app/(app)/admin/campaigns/[id]/preview/recipient-select");
const { InboxRows } = await import("@/app/(app)/admin/campaigns/[id]/preview/inbox-rows");
const { MailFrame } = await import("@/app/(app)/admin/campaigns/[id]/preview/mail-frame");

const HTML =
  "<html><head></head><style>@media (prefers-color-scheme: dark) { a {} }</style><body>Hello</body></html>";

describe("the frame", () => {
  it("is dark or light as chosen on the page, whatever the browser prefers", () => {
    expect(asFramed(HTML, true)).toContain("@media all {");
    expect(asFramed(HTML, false)).toContain("@media not all {");
    expect(asFramed(HTML, false)).toContain('<base target="_blank">');
  });

  it("runs only the script that its policy allows, in a sandbox without an origin", () => {
    const script = /<script>(.*)<\/script>/s.exec(asFramed(HTML, false))?.[1] ?? "";
    const hash = createHash("sha256").update(script).digest("base64");
    const policy = MAIL_FRAME_HEADERS["Content-Security-Policy"];
    expect(policy).toContain(`script-src 'sha256-${hash}';`);
    expect(policy).toMatch(/; sandbox allow-scripts$/);
  });

  it("is as high as its mail, and ignores messages from other windows", () => {
    show(<MailFrame source="about:blank" revision={1} view="desktop" isDark={false} />);
    const frame = screen.getByTitle<HTMLIFrameElement>("The email");
    const tell = (data: unknown, source: MessageEventSource | null) =>
      act(() => void window.dispatchEvent(new MessageEvent("message", { data, source })));
    tell({ mailHeight: 900 }, window);
    tell({ mailHeight: "900px" }, frame.contentWindow);
    tell(null, frame.contentWindow);
    expect(frame.style.height).toBe("");
    tell({ mailHeight: 1_234.2 }, frame.contentWindow);
    expect(frame.style.height).toBe("1237px");
  });
});

describe("the inbox", () => {
  const showInbox = (from: string, subject = "Come in", line = "A door is open") =>
    show(<InboxRows from={from} subject={subject} line={line} />);

  it.each([
    ['"Latchkey, Ltd" <hello@x.example>', "Latchkey, Ltd"],
    ["Latchkey <hello@x.example>", "Latchkey"],
    ["<hello@x.example>", "hello@x.example"],
    ["hello@x.example", "hello@x.example"],
  ])("shows the name of the sender %s, the subject and the preview text", (from, name) => {
    showInbox(from);
    const rows = screen.getByTestId("inbox");
    for (const text of [name, "Come in"])
      expect(rows.querySelectorAll(`[data-text="${text}"]`)).toHaveLength(2);
    expect(rows.querySelectorAll('[data-text$="A door is open"]')).toHaveLength(2);
  });

  it("says so if there is no subject", () => {
    showInbox("hello@x.example", " ", "");
    expect(screen.getByTestId("inbox").querySelectorAll('[data-text="(no subject)"]')).toHaveLength(2);
  });
});

describe("choosing whose mail is shown", () => {
  const campaignId = "campaign" as CampaignId;
  const guest = { id: "r1" as RecipientId, email: "guest1@x.example" };
  const choice = () => screen.getByRole("combobox", { name: "Preview as" });
  beforeEach(() => live([guest, { id: "r2", email: "guest2@x.example" }]));

  it("finds any recipient by the beginning of their address", async () => {
    const onChange = jest.fn();
    const props = { campaignId, hasRecipients: true, recipient: null, onChange };
    const { user } = show(<RecipientSelect {...props} />);
    await user.type(choice(), "guest2");
    await waitFor(() => expect(asked["recipients:list"]).toEqual({ campaignId, search: "guest2" }));
    await user.click(screen.getByRole("option", { name: "guest2@x.example" }));
    expect(onChange).toHaveBeenCalledWith({ id: "r2", email: "guest2@x.example" });
  });

  it("does not offer the chosen recipient if nobody matches the search", async () => {
    const props = { campaignId, hasRecipients: true, onChange: jest.fn() };
    const { user } = show(<RecipientSelect {...props} recipient={guest} />);
    expect(choice()).toHaveValue("guest1@x.example");
    await user.clear(choice());
    live([]);
    await user.type(choice(), "zzz");
    expect(await screen.findByText("No matching recipients")).toBeVisible();
    expect(screen.queryByRole("option")).toBeNull();
  });

  it("says that the recipient is an example if the campaign has no recipients", () => {
    show(
      <RecipientSelect campaignId={campaignId} hasRecipients={false} recipient={null} onChange={jest.fn()} />,
    );
    expect(choice()).toBeDisabled();
    expect(choice()).toHaveAttribute("placeholder", "An example, because there are no recipients yet");
    expect(asked["recipients:list"]).toBe("skip");
  });
});
