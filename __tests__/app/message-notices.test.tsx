/** What the pages of a draft say about the message before it is sent, and about the time for sending it. */
import { describe, expect, it, jest } from "@jest/globals";
import { screen, waitFor } from "@testing-library/react";
import { answer, show } from "./admin-support";
import type { DraftHandle } from "@/app/(app)/admin/campaigns/[id]/use-draft";
import type { Campaign } from "@/app/(app)/admin/campaigns/types";

const draftChecks = await import("@/emails/draft-checks");
const mailBytes = jest.fn(draftChecks.mailBytes);
jest.unstable_mockModule("@/emails/draft-checks", () => ({ ...draftChecks, mailBytes }));

const { MessageNotices } = await import("@/app/(app)/admin/campaigns/[id]/write/message-notices");
const { WritePanel } = await import("@/app/(app)/admin/campaigns/[id]/write/write-panel");
const { LaunchDialog } = await import("@/app/(app)/admin/campaigns/[id]/launch/launch-dialog");
const { toLocal } = await import("@/app/(app)/admin/campaigns/[id]/launch/time-field");

const TEXTS = { subject: "Come in", preheader: "", body: "", buttonLabel: "Accept" };
const COUNTS = { recipients: 10, "has:name": 10, "has:firstname": 10, "has:company": 7 };
const notices = (body: string, onChange?: (changed: object) => void) => (
  <MessageNotices texts={{ ...TEXTS, body }} counts={COUNTS} {...(onChange ? { onChange } : {})} />
);

describe("the notices", () => {
  it("list the links that the mail leaves out, until they are corrected", async () => {
    const { showAgain } = show(
      notices("[a](javascript:x) [b](https://ok.example) [c](https://{{company|x}}.example)"),
    );
    expect(await screen.findByText("javascript:x")).toBeVisible();
    expect(screen.getByText("https://{{company|x}}.example")).toBeVisible();
    expect(screen.queryByText(/ok\.example/)).toBeNull();
    showAgain(notices("[a](https://x.example)"));
    await waitFor(() => expect(screen.queryByRole("status")).toBeNull());
  });

  it("replace a variable of another tool with one click", async () => {
    const onChange = jest.fn();
    const { user } = show(notices("Hi *|FNAME|*", onChange));
    await user.click(screen.getByRole("button", { name: "Write {{firstName|there}}" }));
    expect(onChange).toHaveBeenCalledWith({ body: "Hi {{firstName|there}}" });
  });

  it("say that no column has that name, and suggest the closest one", async () => {
    const onChange = jest.fn();
    const { user } = show(notices("{{nickname}} of {{compny|you}}", onChange));
    expect(screen.getByText("nickname").parentElement).toHaveTextContent(
      "There is no variable called nickname, so nothing would be shown in its place.",
    );
    await user.click(screen.getByRole("button", { name: "Write {{company|you}}" }));
    expect(onChange).toHaveBeenCalledWith({ body: "{{nickname}} of {{company|you}}" });
  });

  it("say how many recipients have no value, and suggest a fallback", async () => {
    const onChange = jest.fn();
    const { user } = show(notices("We would like {{company}} to join", onChange));
    expect(screen.getByText(/3 recipients have no/)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Write {{company|your company}}" }));
    expect(onChange).toHaveBeenCalledWith({ body: "We would like {{company|your company}} to join" });
  });

  it("say that Gmail would cut the mail off", async () => {
    show(notices("Do come.\n\n".repeat(3_000)));
    expect(await screen.findByText(/Gmail shows only the first 102 KB/)).toBeVisible();
  });

  it("have no buttons if the message cannot be changed", () => {
    show(notices("*|FNAME|*"));
    expect(screen.queryByRole("button")).toBeNull();
  });
});

describe("the inbox preview while the message is being written", () => {
  const usualSender = { mailFrom: "Acme <hello@x.example>", name: null };
  const campaign = { usualSender, counts: COUNTS } as unknown as Campaign;
  const row = (texts: Partial<typeof TEXTS>) => {
    const values = { ...TEXTS, ...texts, name: "", next: "", replyTo: "", lifetimeDays: 14 };
    return <WritePanel campaign={campaign} draft={{ values } as unknown as DraftHandle} />;
  };

  it("shows how the email begins where there is no preheader", async () => {
    document.head.innerHTML = '<meta name="application-name" content="Acme">';
    show(row({ body: "Hi {{firstName|there}},\n\n**do** come" }));
    expect(await screen.findByText(/Without a preheader/)).toBeVisible();
    const line = screen.getByTestId("inbox").querySelectorAll('[data-text$="Acme Hi there, do come"]');
    expect(line).toHaveLength(2);
  });

  it("checks a message once, for the inbox and for the notices", async () => {
    mailBytes.mockClear();
    show(row({ body: "[a](javascript:x)" }));
    expect(await screen.findByText("javascript:x")).toBeVisible();
    expect(screen.getByText(/Without a preheader/)).toBeVisible();
    expect(mailBytes).toHaveBeenCalledTimes(1);
  });

  it("says how much of a long subject an inbox shows", () => {
    show(row({ subject: "x".repeat(116), preheader: "p" }));
    expect(screen.getByText(/The subject has 116 characters\./)).toBeVisible();
  });
});

describe("the launch", () => {
  const campaign = {
    ...TEXTS,
    id: "campaign",
    counts: { recipients: 2 },
    version: 1,
    problems: [],
    requestsPerSecond: 2,
    usualSender: { mailFrom: "hello@x.example", name: null },
  } as unknown as Campaign;
  const dialog = () => (
    <LaunchDialog
      opened
      onClose={() => {}}
      campaign={campaign}
      notices={null}
      isBlocked={false}
      onGo={() => {}}
    />
  );
  const schedule = () => screen.getByRole("button", { name: "Schedule" });

  it("cannot be scheduled for a time that has passed, or that is too far away", async () => {
    const { user } = show(dialog());
    await user.click(screen.getByText("Schedule for later"));
    expect(schedule()).toBeDisabled();
    const field = screen.getByLabelText("First email goes out");
    await user.type(field, "2020-01-01T09:00");
    expect(screen.getByText("That time has passed. Choose a later time.")).toBeVisible();
    expect(schedule()).toBeDisabled();
    await user.clear(field);
    await user.type(field, toLocal(Date.now() + 24 * 3_600_000));
    await waitFor(() => expect(schedule()).toBeEnabled());
    await user.clear(field);
    await user.type(field, toLocal(Date.now() + 400 * 24 * 3_600_000));
    expect(screen.getByText("Choose a time within the next year.")).toBeVisible();
    await waitFor(() => expect(schedule()).toBeDisabled());
  });

  it("shows a failure in the dialog until it is tried again", async () => {
    answer("campaigns:launch", async () => {
      throw new Error("out of reach");
    });
    const { user } = show(dialog());
    await user.click(screen.getByRole("button", { name: "Launch now" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("Not launched");
    answer("campaigns:launch", () => new Promise(() => {}));
    await user.click(screen.getByRole("button", { name: "Launch now" }));
    await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
  });
});
