/** Message files: the lint rule that keeps texts out of pages and emails, and what a translation relies on. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "@jest/globals";
import { Linter } from "eslint";
import { parts } from "@/lib/messages/parts";
import { noTextsInFailures, noTextsInPages } from "../../eslint.messages.mjs";

const problemsIn = (code: string, rule = noTextsInPages) =>
  new Linter().verify(code, {
    languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
    rules: { "no-restricted-syntax": ["error", ...rule] },
  });

it.each([
  ["a text in an element", "<p>Close this page.</p>"],
  ["a text beside a value", "<p>Did you mean {email}?</p>"],
  ["a string in braces", '<p>{"Undo"}</p>'],
  ["a string that a condition chooses", '<p>{isBad ? "Failed" : text}</p>'],
  ["a string that two conditions choose", '<p>{isBad ? text : isLate ? "Late" : null}</p>'],
  ["a template in an element", "<p>{`Hello ${name}`}</p>"],
  ["a label of a field", '<input aria-label="code" />'],
  ["a label around a value", "<input aria-label={`code ${number}`} />"],
  ["a label that a condition chooses", '<Button label={isOn ? "Pause" : label} />'],
  ["a label in a property with another name", '<Rename save="Save" />'],
  ["a title of a page", 'export const metadata = { title: "Settings" };'],
  ["a sentence in a variable", 'const said = "No passkey was used.";'],
  ["a sentence around a value", "const said = `${name} invites you to ${app}.`;"],
])("the lint rule finds %s", (_, code) => {
  expect(problemsIn(code)).not.toEqual([]);
});

it.each([
  ["a message", "<p aria-label={messages.CODE}>{messages.sentTo(email)}</p>"],
  ["marks between values", "<p>{first} · {second} ({third})</p>"],
  [
    "names for the browser",
    '<input className="a b" type="hidden" name="next" autoComplete="email webauthn" />',
  ],
  ["an address", '<a href="/login?another">{messages.SIGN_IN}</a>'],
  ["an error for developers", 'throw new Error("The server did not answer.");'],
  ["a color", 'const light = { text: "#1c1917" };'],
])("the lint rule passes %s", (_, code) => {
  expect(problemsIn(code)).toEqual([]);
});

it.each([
  ["a text", 'fail("invalid", "Enter a name.", "name");', 1],
  ["a text with a value", 'fail("invalid", `At most ${max}.`);', 1],
  ["a message", 'fail("invalid", messages.ENTER_A_NAME, "name");', 0],
])("the lint rule for failures of Convex: %s", (_, code, count) => {
  expect(problemsIn(code, noTextsInFailures)).toHaveLength(count);
});

it("the message files import neither React nor server code, and export only named values", () => {
  const files = readdirSync("lib/messages");
  expect(files.length).toBeGreaterThan(1);
  const unfit = files.filter((file) =>
    /from "react|server-only|lib\/server|export default/.test(readFileSync(`lib/messages/${file}`, "utf8")),
  );
  expect(unfit).toEqual([]);
});

it("a text with several values keeps them in their places", () => {
  const email = { bold: "ada@example.com" };
  expect(parts`Did you mean ${email}?`).toEqual(["Did you mean ", email, "?"]);
});
