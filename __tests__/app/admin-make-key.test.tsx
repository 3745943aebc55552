import { describe, expect, it } from "@jest/globals";
import { screen, waitFor } from "@testing-library/react";
import { ConvexError } from "convex/values";
import { answer, show } from "./admin-support";

const { MakeKey } = await import("@/app/(app)/admin/keys/make-key");

const KEY = "lk_0123456789abcdef";
const button = (name: string) => screen.getByRole("button", { name });
const nameField = () => screen.getByRole("textbox", { name: /^Name/ });

async function openForm() {
  const { user } = show(<MakeKey siteUrl="https://site.example" />);
  await user.click(button("Create a key"));
  return user;
}

describe("creating an API key", () => {
  it("requires a name", async () => {
    const create = answer("apiKeys:create", async () => ({ id: "id", key: KEY }));
    const user = await openForm();
    await user.type(nameField(), "  {Enter}");
    expect(nameField()).toHaveAccessibleDescription(/Enter the name of the program that will use the key\./);
    expect(create).not.toHaveBeenCalled();
  });

  it("shows the key once, with two commands that use it", async () => {
    const create = answer("apiKeys:create", async () => ({ id: "id", key: KEY }));
    const user = await openForm();
    await user.type(nameField(), " Billing {Enter}");
    expect(await screen.findByRole("textbox", { name: "Key" })).toHaveValue(KEY);
    expect(create).toHaveBeenCalledWith({ name: "Billing" });
    expect(button("Copy the key")).toHaveFocus();
    const commands = screen.getAllByRole<HTMLTextAreaElement>("textbox").slice(1);
    expect(commands.map(({ value }) => value)).toEqual([
      `curl https://site.example/api/login-links -H 'Authorization: Bearer ${KEY}' -H 'Content-Type: application/json' -d '{"email":"ada@example.com"}'`,
      `curl https://site.example/api/login-links -H 'Authorization: Bearer ${KEY}' -H 'Content-Type: application/json' -d '{"email":"ada@example.com","deliver":true}'`,
    ]);
    await user.click(button("Copy the command that emails a link"));
    expect(await navigator.clipboard.readText()).toBe(commands[1]?.value);
  });

  it("does not show the key again after the dialog was closed", async () => {
    answer("apiKeys:create", async () => ({ id: "id", key: KEY }));
    const user = await openForm();
    await user.type(nameField(), "Billing{Enter}");
    await screen.findByRole("textbox", { name: "Key" });
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await user.click(button("Create a key"));
    expect(nameField()).toHaveValue("");
    expect(document.body.innerHTML).not.toContain(KEY);
  });

  it("shows the server's error about a field at that field", async () => {
    const message = "Give the key a name of at most 100 characters.";
    answer("apiKeys:create", () =>
      Promise.reject(new ConvexError({ code: "invalid", message, field: "name" })),
    );
    const user = await openForm();
    await user.type(nameField(), "Billing{Enter}");
    await waitFor(() => expect(nameField()).toHaveAccessibleDescription(new RegExp(message)));
  });

  it("shows an error that is not about the name above the form", async () => {
    answer("apiKeys:create", () => Promise.reject(new Error("socket closed")));
    const user = await openForm();
    await user.type(nameField(), "Billing{Enter}");
    expect(await screen.findByRole("alert")).toHaveTextContent("Check the connection and try again.");
    expect(nameField()).toHaveValue("Billing");
  });
});
