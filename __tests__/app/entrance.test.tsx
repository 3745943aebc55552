import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { act, render, screen } from "@testing-library/react";
import type { LinkView } from "@/lib/login-link";
import type { Problem } from "@/lib/refusals";

const renewLink = jest.fn();
jest.unstable_mockModule("@/app/login/actions", () => ({
  renewLink,
  sendAgain: jest.fn(),
  askForLink: jest.fn(),
}));

const { AskToContinue } = await import("@/app/login/confirm/ask-to-continue");
const { Refused } = await import("@/app/login/confirm/refused");
const { CheckEmail } = await import("@/app/login/check-email");
const { SendAgain } = await import("@/app/login/send-again");

type KnownLink = Exclude<LinkView, { state: "unknown" }>;

const view: KnownLink = {
  state: "ready",
  purpose: "sign-in",
  maskedEmail: "a•••@example.com",
  invitedBy: null,
  name: null,
  next: "/dashboard",
  viewer: "none",
  viewerEmail: null,
};

const ask = (changes: Partial<KnownLink> = {}, problem: Problem | null = null) =>
  render(<AskToContinue view={{ ...view, ...changes }} shown="print" problem={problem} waitSeconds={null} />);

describe("the confirm page", () => {
  it("shows whose account it is, and one plain form that posts", () => {
    ask();
    expect(screen.getByText("a•••@example.com")).toBeVisible();
    const form = screen.getByRole("button", { name: "Continue" }).closest("form");
    expect(form).toHaveAttribute("method", "post");
    expect(form).toHaveAttribute("action", "/login/callback");
    expect(form).toHaveFormValues({ link: "print" });
  });

  it("says who invites", () => {
    ask({ purpose: "invite", invitedBy: "grace@example.com", name: "Ada" });
    expect(screen.getByRole("heading", { name: "Ada, you are invited" })).toBeVisible();
    expect(screen.getByText("grace@example.com invites you to Latchkey.")).toBeVisible();
  });

  it("warns when somebody else is signed in, and lets them stay", () => {
    ask({ viewer: "other", viewerEmail: "eve@example.com" });
    expect(screen.getByText(/eve@example.com is signed in/)).toBeVisible();
    expect(screen.getByRole("link", { name: "Stay signed in as I am" })).toHaveAttribute(
      "href",
      "/dashboard",
    );
  });

  it.each<Problem>(["unreachable", "rate_limited", "changed"])("announces %s", (problem) => {
    ask({}, problem);
    expect(screen.getByRole("alert")).toBeVisible();
  });
});

describe("a link that does not work", () => {
  it.each<Problem>(["unknown", "used", "revoked", "too_many_attempts", "cookies_off"])(
    "%s has a way on",
    (reason) => {
      render(<Refused reason={reason} />);
      expect(screen.getByRole("link", { name: "Ask for a new link" })).toHaveAttribute(
        "href",
        "/login?another",
      );
    },
  );

  it("expired can be renewed without showing the address", () => {
    const { container } = render(<Refused reason="expired" shown="print" />);
    expect(screen.getByRole("button", { name: "Email me a new link" })).toBeVisible();
    expect(container).not.toHaveTextContent("@");
  });

  it("used may have been used here a moment ago", () => {
    render(<Refused reason="used" shown="print" />);
    expect(screen.getByRole("button", { name: "Try once more" }).closest("form")).toHaveFormValues({
      link: "print",
    });
  });
});

describe("Check your email", () => {
  const pending = { secret: "s", askedAt: Date.now(), email: "ada@example.com" };
  const props = {
    pending,
    next: "/admin",
    problem: null,
    waitSeconds: null,
    attemptsLeft: null,
    isSentAgain: false,
  };

  it("takes the code in a plain form", () => {
    render(<CheckEmail {...props} />);
    expect(screen.getByRole("textbox", { name: "6-digit code" })).toHaveAttribute(
      "autocomplete",
      "one-time-code",
    );
    expect(screen.getByRole("button", { name: "Sign in" }).closest("form")).toHaveAttribute(
      "action",
      "/login/callback",
    );
    expect(screen.getByRole("link", { name: "Use another address" })).toHaveAttribute(
      "href",
      "/login?next=/admin&another=",
    );
  });

  it("says what was wrong with a code, and how many tries are left", () => {
    render(<CheckEmail {...props} problem="unknown" attemptsLeft={1} />);
    expect(screen.getByRole("alert")).toHaveTextContent(/That code is not right.*1 try left/);
    expect(screen.getByRole("textbox", { name: "6-digit code" })).toBeInvalid();
  });

  it("says that the last try was one", () => {
    render(<CheckEmail {...props} problem="unknown" attemptsLeft={0} />);
    expect(screen.getByRole("alert")).toHaveTextContent(/Too many wrong codes.*The link .* still works/);
  });

  it("does not offer to send again to an address it does not know", () => {
    render(<CheckEmail {...props} pending={{ ...pending, email: "" }} />);
    expect(screen.getByText(/the address that your link was for/)).toBeVisible();
    expect(screen.queryByRole("button", { name: /Send again/ })).toBeNull();
  });
});

describe("Send again", () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it("counts a minute down", () => {
    render(<SendAgain askedAt={Date.now()} />);
    expect(screen.getByRole("button", { name: "Send again in 60 s" })).toBeDisabled();
    act(() => jest.advanceTimersByTime(59_000));
    expect(screen.getByRole("button", { name: "Send again in 1 s" })).toBeDisabled();
    act(() => jest.advanceTimersByTime(1_000));
    expect(screen.getByRole("button", { name: "Send again" })).toBeEnabled();
  });
});
