import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { act, fireEvent, render, screen } from "@testing-library/react";

import { Refused } from "@/app/login/confirm/refused";
import { CheckEmail } from "@/app/login/check-email";
import { LoginForm } from "@/app/login/login-form";
import { SendAgain } from "@/app/login/send-again";
import type { Problem } from "@latchkey/login-links/http";
import type { OwnLink } from "@/lib/link-view";

jest.unstable_mockModule("@/lib/server/brand", () => ({ getBrand: () => ({ name: "Latchkey" }) }));
const { AskToContinue } = await import("@/app/login/confirm/ask-to-continue");

const view: OwnLink = {
  state: "ready",
  purpose: "sign-in",
  email: "ada@example.com",
  maskedEmail: "a•••@example.com",
  invitedBy: null,
  name: null,
  about: null,
  grantsRole: null,
  next: "/dashboard",
  isRequestingBrowser: false,
  viewer: "none",
  viewerEmail: null,
};

const ask = (
  changes: Partial<OwnLink> = {},
  problem: Problem | null = null,
  askedFor: string | null = null,
) =>
  render(
    <AskToContinue
      view={{ ...view, ...changes }}
      shown="print"
      askedFor={askedFor}
      problem={problem}
      waitSeconds={null}
    />,
  );

describe("the confirm page", () => {
  it("shows whose account it is, and one plain form with the method POST", () => {
    ask();
    expect(screen.getByText("ada@example.com")).toBeVisible();
    const form = screen.getByRole("button", { name: "Continue" }).closest("form");
    expect(form).toHaveAttribute("method", "post");
    expect(form).toHaveAttribute("action", "/login/callback");
    expect(form).toHaveFormValues({ link: "print" });
  });

  it("shows no more of the address than it receives", () => {
    const { container } = ask({ email: null });
    expect(screen.getByText("a•••@example.com")).toBeVisible();
    expect(container).not.toHaveTextContent("ada@example.com");
  });

  it("shows both addresses if this browser asked for a link to another address", () => {
    ask({}, null, "alice@example.com");
    const notice = screen.getByText(/You asked for a link for alice@example.com/);
    expect(notice).toHaveTextContent("This one signs you in as ada@example.com");
    expect(screen.getByRole("button", { name: "Continue" })).toBeEnabled();
  });

  it("says who sent the invitation", () => {
    ask({ purpose: "invite", invitedBy: "grace@example.com", name: "Ada" });
    expect(screen.getByRole("heading", { name: "Ada, you are invited" })).toBeVisible();
    expect(screen.getByText("grace@example.com invites you to Latchkey.")).toBeVisible();
  });

  it("warns when somebody else is signed in, and lets them stay", () => {
    ask({ viewer: "other", viewerEmail: "eve@example.com" });
    expect(screen.getByText(/eve@example.com is signed in/)).toBeVisible();
    expect(screen.getByRole("link", { name: "Keep the current account" })).toHaveAttribute(
      "href",
      "/dashboard",
    );
  });

  it.each<Problem>(["unreachable", "rate_limited", "changed"])("shows an alert for %s", (problem) => {
    ask({}, problem);
    expect(screen.getByRole("alert")).toBeVisible();
  });
});

describe("a link that does not work", () => {
  it.each<Problem>(["unknown", "used", "revoked", "too_many_attempts", "cookies_off"])(
    "%s: offers to ask for a new link",
    (reason) => {
      render(<Refused reason={reason} />);
      expect(screen.getByRole("link", { name: "Ask for a new link" })).toHaveAttribute(
        "href",
        "/login?another",
      );
    },
  );

  it.each<Problem>(["code_waits", "unknown", "revoked"])(
    "%s: offers to type the code if this browser waits for one",
    (reason) => {
      render(<Refused reason={reason} isCodeWaiting />);
      expect(screen.getByRole("link", { name: "Type the code" })).toHaveAttribute("href", "/login");
      expect(screen.getByRole("link", { name: "Ask for a new link" })).toBeVisible();
    },
  );

  it("used: does not offer to type the code, because it was used with the link", () => {
    render(<Refused reason="used" isCodeWaiting />);
    expect(screen.queryByRole("link", { name: "Type the code" })).toBeNull();
  });

  it("expired: offers a plain form that mails a new link, and keeps the address masked", () => {
    render(<Refused reason="expired" shown="print" maskedEmail="a•••@example.com" />);
    const form = screen.getByRole("button", { name: "Email me a new link" }).closest("form");
    expect(form).toHaveAttribute("action", "/login/renew");
    expect(form).toHaveAttribute("method", "post");
    expect(screen.getByText("This link was for a•••@example.com.")).toBeVisible();
  });

  it("used: offers to try again, in case this browser used it a moment ago", () => {
    render(<Refused reason="used" shown="print" />);
    expect(screen.getByRole("button", { name: "Try once more" }).closest("form")).toHaveFormValues({
      link: "print",
    });
  });
});

describe("the form on /login", () => {
  const form = (typed = "", problem: Problem | null = null) =>
    render(<LoginForm next="/admin" typed={typed} problem={problem} waitSeconds={null} />);

  it("is a plain HTML form, so a page from an earlier build can still send it", () => {
    form();
    const element = screen.getByRole("textbox", { name: "Email" }).closest("form");
    expect(element).toHaveAttribute("method", "post");
    expect(element).toHaveAttribute("action", "/login/request");
    expect(element).toHaveFormValues({ next: "/admin", email: "" });
  });

  it("shows again what was typed, and says what was wrong with it", () => {
    form("ada@", "invalid_email");
    const field = screen.getByRole("textbox", { name: "Email" });
    expect(field).toHaveValue("ada@");
    expect(field).toBeInvalid();
    expect(field).toHaveAccessibleDescription(/does not look like an email address/);
    expect(screen.getByRole("alert")).toBeVisible();
  });

  it("is sent once, even if its button is pressed several times", () => {
    form();
    const button = screen.getByRole("button", { name: "Email me a link" });
    fireEvent.submit(button.closest("form")!);
    expect(screen.getByRole("button", { name: "Sending…" })).toBeDisabled();
    const cameBack = Object.assign(new Event("pageshow"), { persisted: true });
    act(() => void window.dispatchEvent(cameBack));
    expect(screen.getByRole("button", { name: "Email me a link" })).toBeEnabled();
  });
});

describe("Check your email", () => {
  const pending = { secret: "s", askedAt: Date.now(), email: "ada@example.com", isRenewal: false };
  const props = {
    pending,
    secondsUntilNext: 60,
    next: "/admin",
    problem: null,
    waitSeconds: null,
    attemptsLeft: null,
    isSentAgain: false,
  };

  it("has a plain form for the code", () => {
    render(<CheckEmail {...props} />);
    expect(screen.getByRole("textbox", { name: "6-digit code" })).toHaveAttribute(
      "autocomplete",
      "one-time-code",
    );
    expect(screen.getByRole("button", { name: "Sign in" }).closest("form")).toHaveAttribute(
      "action",
      "/login/callback",
    );
    expect(screen.getByRole("button", { name: "Sign in" }).closest("form")).toHaveFormValues({
      next: "/admin",
      for: "ada@example.com",
    });
    expect(screen.getByRole("link", { name: "Use another address" })).toHaveAttribute(
      "href",
      "/login?next=/admin&another=",
    );
  });

  it("says that the code is wrong, and how many tries are left", () => {
    render(<CheckEmail {...props} problem="unknown" attemptsLeft={1} />);
    expect(screen.getByRole("alert")).toHaveTextContent(/That code is not right.*1 try left/);
    expect(screen.getByRole("textbox", { name: "6-digit code" })).toBeInvalid();
  });

  it("says when no try is left", () => {
    render(<CheckEmail {...props} problem="unknown" attemptsLeft={0} />);
    expect(screen.getByRole("alert")).toHaveTextContent(/Too many wrong codes.*The link .* still works/);
  });

  it("sends the email again by a plain form", () => {
    render(<CheckEmail {...props} />);
    const form = screen.getByRole("button", { name: /Send again/ }).closest("form");
    expect(form).toHaveAttribute("method", "post");
    expect(form).toHaveAttribute("action", "/login/request");
    expect(form).toHaveFormValues({ next: "/admin" });
  });

  it.each(["", "ada@example.com"])(
    "after a renewal shows no address, not even the typed one, %p",
    (email) => {
      const { container } = render(
        <CheckEmail {...props} pending={{ ...pending, email, isRenewal: true }} />,
      );
      expect(screen.getByText(/the address that your link was for/)).toBeVisible();
      expect(container).not.toHaveTextContent("@");
      expect(screen.queryByRole("button", { name: /Send again/ })).toBeNull();
    },
  );
});

describe("Send again", () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it("counts a minute down", () => {
    render(<SendAgain secondsUntilNext={60} />);
    expect(screen.getByRole("button", { name: "Send again in 60 s" })).toBeDisabled();
    act(() => jest.advanceTimersByTime(59_000));
    expect(screen.getByRole("button", { name: "Send again in 1 s" })).toBeDisabled();
    act(() => jest.advanceTimersByTime(1_000));
    expect(screen.getByRole("button", { name: "Send again" })).toBeEnabled();
  });

  it("does not depend on the system clock, which people can change", () => {
    render(<SendAgain secondsUntilNext={60} />);
    jest.setSystemTime(Date.now() + 24 * 60 * 60_000);
    act(() => jest.advanceTimersByTime(1_000));
    expect(screen.getByRole("button", { name: "Send again in 59 s" })).toBeDisabled();
    jest.setSystemTime(Date.now() - 48 * 60 * 60_000);
    act(() => jest.advanceTimersByTime(59_000));
    expect(screen.getByRole("button", { name: "Send again" })).toBeEnabled();
  });
});
