import { expect, it } from "@jest/globals";
import { render, screen } from "@testing-library/react";

import { readSignedLink, unsubscribePath } from "@/app/unsubscribe/signed-link";
import { Subscription } from "@/app/unsubscribe/subscription";

type Props = Parameters<typeof Subscription>[0];
const link = { recipient: "r1", signature: "s1" };
const view = { maskedEmail: "a•••@example.com", isSuppressed: false, canUndo: false };

const showPage = (changes: Partial<Props["view"]>, props: Partial<Props> = {}) =>
  render(
    <Subscription view={{ ...view, ...changes }} link={link} done={null} isUnreachable={false} {...props} />,
  );

it("asks first, and shows the masked address", () => {
  showPage({});
  expect(screen.getByText("a•••@example.com")).toBeVisible();
  expect(screen.getByRole("button", { name: "Unsubscribe" }).closest("form")).toHaveFormValues({
    r: "r1",
    s: "s1",
  });
  expect(screen.getByText(/Nothing has happened yet/)).toBeVisible();
});

it("says that the address is unsubscribed, and offers to undo it", () => {
  showPage({ isSuppressed: true, canUndo: true }, { done: "unsubscribed" });
  expect(screen.getByRole("heading", { name: "You are unsubscribed" })).toBeVisible();
  expect(screen.getByRole("button", { name: "Undo" }).closest("form")).toHaveFormValues({
    do: "undo",
    r: "r1",
    s: "s1",
  });
});

it("does not offer to undo a suppression that this recipient did not make", () => {
  showPage({ isSuppressed: true });
  expect(screen.getByRole("heading", { name: "You are unsubscribed" })).toBeVisible();
  expect(screen.queryByRole("button")).toBeNull();
});

it("says that unsubscribing was undone", () => {
  showPage({}, { done: "undone" });
  expect(screen.getByRole("heading", { name: "You are subscribed again" })).toBeVisible();
});

it("shows the state from the server, even if the page's URL says something else", () => {
  showPage({}, { done: "unsubscribed" });
  expect(screen.getByRole("heading", { name: "Unsubscribe?" })).toBeVisible();
});

it("announces that nothing has changed", () => {
  showPage({}, { isUnreachable: true });
  expect(screen.getByRole("alert")).toHaveTextContent("Nothing has changed");
});

it("accepts a link only with both of its parts", () => {
  const query: Record<string, unknown> = { r: "r1", s: "s1" };
  expect(readSignedLink((name) => query[name])).toEqual(link);
  for (const s of [undefined, "", ["s1", "s2"], "x".repeat(201)])
    expect(readSignedLink((name) => (name === "s" ? s : "r1"))).toBeNull();
  expect(unsubscribePath({ recipient: "a&b", signature: "c=d" })).toBe("/unsubscribe?r=a%26b&s=c%3Dd");
});
