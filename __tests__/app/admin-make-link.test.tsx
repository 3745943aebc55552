import { describe, expect, it } from "@jest/globals";
import { screen, waitFor } from "@testing-library/react";
import { ConvexError } from "convex/values";
import { answer, show } from "./admin-support";

const { MakeLink } = await import("@/app/(app)/admin/links/make-link");

const URL = "http://localhost:3000/login/callback?token=abc";
const CREATE = "loginLinks:create";

const minted = (url: string | null) => async () => ({
  url,
  linkId: "link",
  expiresAt: Date.now() + 3_600_000,
});
const field = (name: string) => screen.getByRole("textbox", { name: new RegExp(`^${name}`) });
const button = (name: string) => screen.getByRole("button", { name });

async function openForm() {
  const { user } = show(<MakeLink />);
  await user.click(button("Create a sign-in link"));
  return user;
}

describe("making a sign-in link", () => {
  it("sends the filled-in fields and leaves out the empty ones", async () => {
    const create = answer(CREATE, minted(null));
    const user = await openForm();
    await user.type(field("Email"), " ada@example.com ");
    await user.type(field("Name"), "Ada");
    await user.click(screen.getByRole("radio", { name: "1 day" }));
    await user.type(field("Company"), "Engines");
    await user.click(button("Email the link"));
    expect(create).toHaveBeenCalledWith({
      email: "ada@example.com",
      name: "Ada",
      next: "/dashboard",
      expiresInMinutes: 1_440,
      deliver: true,
      metadata: { company: "Engines" },
    });
  });

  it("closes once the link has been mailed, and says so", async () => {
    answer(CREATE, minted(null));
    const user = await openForm();
    await user.type(field("Email"), "ada@example.com");
    await user.click(button("Email the link"));
    expect(await screen.findByText("The link is on its way to ada@example.com.")).toBeVisible();
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  it.each(["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "dashboard"])(
    "does not accept %s as the page to open",
    async (next) => {
      const create = answer(CREATE, minted(null));
      const user = await openForm();
      await user.type(field("Email"), "ada@example.com");
      await user.clear(field("Page to open"));
      await user.type(field("Page to open"), next);
      await user.click(button("Email the link"));
      expect(await screen.findByText(/This is not a page of this site/)).toBeVisible();
      expect(field("Page to open")).toHaveFocus();
      expect(create).not.toHaveBeenCalled();
    },
  );

  it("asks for the address before it sends anything", async () => {
    const create = answer(CREATE, minted(null));
    const user = await openForm();
    await user.click(button("Email the link"));
    expect(field("Email")).toHaveAccessibleDescription(/Enter an email address/);
    expect(field("Email")).toHaveFocus();
    expect(create).not.toHaveBeenCalled();
  });

  it.each(["email is not an address.", "Not even close."])(
    "shows at the address field that the server refused the address: %s",
    async (message) => {
      answer(CREATE, () => Promise.reject(refusal(message, "email")));
      const user = await openForm();
      await user.type(field("Email"), "ada@example");
      await user.click(button("Email the link"));
      await waitFor(() => expect(field("Email")).toHaveAccessibleDescription(/This is not an email address/));
      expect(field("Email")).toHaveValue("ada@example");
      expect(field("Email")).toHaveFocus();
      expect(screen.queryByText("The link was not created")).toBeNull();
    },
  );

  it("shows another field's error at that field, in the server's words", async () => {
    answer(CREATE, () => Promise.reject(refusal("A name has at most 200 characters.", "name")));
    const user = await openForm();
    await user.type(field("Email"), "ada@example.com");
    await user.click(button("Email the link"));
    await waitFor(() => expect(field("Name")).toHaveAccessibleDescription(/at most 200 characters/));
  });

  it("keeps the filled-in fields when the server refuses them, and can send them again", async () => {
    answer(CREATE, () => Promise.reject(refusal("metadata may be at most 2048 bytes of JSON.", "metadata")));
    const user = await openForm();
    await user.type(field("Email"), "ada@example.com");
    await user.click(button("Email the link"));
    expect(await screen.findByText("metadata may be at most 2048 bytes of JSON.")).toBeVisible();
    const create = answer(CREATE, minted(null));
    await user.click(button("Email the link"));
    expect(create).toHaveBeenCalledWith(expect.objectContaining({ email: "ada@example.com" }));
  });

  it("shows general advice for an unknown error", async () => {
    answer(CREATE, () => Promise.reject(new Error("internal: stack of secrets")));
    const user = await openForm();
    await user.type(field("Email"), "ada@example.com");
    await user.click(button("Email the link"));
    expect(await screen.findByText("Check the connection and try again.")).toBeVisible();
    expect(screen.queryByText(/secrets/)).toBeNull();
  });
});

describe("the link, shown once", () => {
  async function mint() {
    answer(CREATE, minted(URL));
    const user = await openForm();
    await user.type(field("Email"), "ada@example.com");
    await user.click(screen.getByRole("radio", { name: /Show me the link/ }));
    await user.click(button("Create the link"));
    await screen.findByText("Copy the link now");
    return user;
  }

  it("is shown with its warning, and the focus is on the button that copies it", async () => {
    const user = await mint();
    expect(screen.getByRole("textbox", { name: "Link" })).toHaveValue(URL);
    expect(screen.getByText("Anyone who opens this link is signed in as ada@example.com.")).toBeVisible();
    expect(button("Copy the link")).toHaveFocus();
    await user.keyboard("{Enter}");
    await waitFor(() => expect(screen.getByRole("status")).toHaveTextContent("Copied"));
    expect(await navigator.clipboard.readText()).toBe(URL);
  });

  it("says how to copy it by hand if the browser forbids access to the clipboard", async () => {
    const user = await mint();
    Object.defineProperty(navigator, "clipboard", {
      value: { writeText: () => Promise.reject(new Error("denied")) },
      configurable: true,
    });
    await user.click(button("Copy the link"));
    expect(await screen.findByText(/copy it yourself/)).toBeVisible();
  });

  it("is gone after the dialog was closed, and the form is empty", async () => {
    const user = await mint();
    await user.click(button("Done"));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(document.body.innerHTML).not.toContain("token=abc");
    await user.click(button("Create a sign-in link"));
    expect(field("Email")).toHaveValue("");
    expect(document.body.innerHTML).not.toContain("token=abc");
  });
});

function refusal(message: string, field: string) {
  return new ConvexError({ code: "invalid", message, field });
}
