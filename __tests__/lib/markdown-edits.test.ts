/** The buttons above a campaign's message, as changes of a text with a selection. */
import { describe, expect, test } from "@jest/globals";
import { applied, type Editor } from "@/lib/markdown-edits/edit";
import { bold, italic } from "@/lib/markdown-edits/emphasis";
import { block, link, variable } from "@/lib/markdown-edits/insertions";
import { heading, list } from "@/lib/markdown-edits/lines";
import { markdownToHtml } from "@/emails/markdown/markdown";

/** Edits a text. `[[` and `]]` mark its selection, and `|` its cursor, in the argument and in the result. */
function edited(editor: Editor, marked: string): string {
  const { text, start, end } = read(marked);
  const edit = editor(text, { start, end });
  const after = applied(text, edit);
  const { start: from, end: to } = edit.selection;
  return from === to
    ? `${after.slice(0, from)}‸${after.slice(to)}`
    : `${after.slice(0, from)}⟦${after.slice(from, to)}⟧${after.slice(to)}`;
}

function read(marked: string) {
  const start = marked.search(/[⟦‸]/);
  const text = marked.replace(/[⟦⟧‸]/g, "");
  const end = marked.includes("‸") ? start : marked.indexOf("⟧") - 1;
  return { text, start, end };
}

/** The text after an edit, without its selection. */
const textAfter = (editor: Editor, marked: string) => edited(editor, marked).replace(/[⟦⟧‸]/g, "");
const html = (markdown: string) => markdownToHtml(markdown, { siteUrl: "https://x.example" });

describe("bold", () => {
  test.each([
    ["a ⟦word⟧ here", "a **⟦word⟧** here"],
    ["a **⟦word⟧** here", "a ⟦word⟧ here"],
    ["a ⟦**word**⟧ here", "a ⟦word⟧ here"],
    ["a ‸ here", "a **‸** here"],
    ["a **‸** here", "a ‸ here"],
    ["an *⟦italic⟧* word", "an ***⟦italic⟧*** word"],
    ["a ***⟦word⟧***", "a *⟦word⟧*"],
    ["⟦ spaces around ⟧", " **⟦spaces around⟧** "],
    ["⟦ ⟧", "**⟦ ⟧**"],
    ["", ""],
  ])("%j becomes %j", (before, after) => {
    if (before === "") return expect(edited(bold, "‸")).toBe("**‸**");
    expect(edited(bold, before)).toBe(after);
  });

  test("marks each line of a list separately, after its bullet", () => {
    const text = textAfter(bold, "⟦- one\n- two\n\n> three  ⟧");
    expect(text).toBe("- **one**\n- **two**\n\n> **three**  ");
    expect(html(text).match(/<strong>/g)).toHaveLength(3);
  });

  test("does not change the rest of the text", () => {
    const edit = bold("one two three", { start: 4, end: 7 });
    expect(edit).toMatchObject({ start: 4, end: 7, text: "**two**" });
  });
});

describe("italic", () => {
  test.each([
    ["a ⟦word⟧", "a _⟦word⟧_"],
    ["a _⟦word⟧_", "a ⟦word⟧"],
    ["a *⟦word⟧*", "a ⟦word⟧"],
    ["a **⟦word⟧**", "a **_⟦word⟧_**"],
    ["a ***⟦word⟧***", "a **⟦word⟧**"],
    ["un⟦believ⟧able", "un*⟦believ⟧*able"],
  ])("%j becomes %j", (before, after) => expect(edited(italic, before)).toBe(after));

  test("inside a word is italic in the mail too", () => {
    expect(html(textAfter(italic, "un⟦believ⟧able"))).toContain("un<em>believ</em>able");
  });
});

describe("a link", () => {
  test.each([
    ["our ⟦agenda⟧", "our [agenda](⟦https://⟧)"],
    ["see ⟦https://x.example/a⟧", "see [‸](https://x.example/a)"],
    ["write to ⟦mailto:ada@x.example⟧", "write to [‸](mailto:ada@x.example)"],
    ["see ‸", "see [‸](https://)"],
  ])("%j becomes %j", (before, after) => expect(edited(link, before)).toBe(after));
});

describe("a list", () => {
  test.each([
    ["on‸e", "- on‸e"],
    ["- on‸e", "on‸e"],
    ["- ‸", "‸"],
    ["‸", "- ‸"],
    ["⟦one\ntwo⟧", "⟦- one\n- two⟧"],
    ["o⟦ne\n\ntw⟧o", "⟦- one\n\n- two⟧"],
    ["⟦- one\n* two⟧", "⟦one\ntwo⟧"],
    ["⟦- one\ntwo⟧", "⟦- one\n- two⟧"],
    ["⟦one\n⟧two", "⟦- one⟧\ntwo"],
    ["first\n## sec‸ond", "first\n- sec‸ond"],
  ])("%j becomes %j", (before, after) => expect(edited(list, before)).toBe(after));
});

describe("a heading", () => {
  test.each([
    ["wel‸come\nmore", "## wel‸come\nmore"],
    ["## wel‸come", "wel‸come"],
    ["### wel‸come", "wel‸come"],
    ["- wel‸come", "## wel‸come"],
  ])("%j becomes %j", (before, after) => expect(edited(heading, before)).toBe(after));
});

describe("a picture", () => {
  const picture = block("![Ada](/a.png)");
  test.each([
    ["‸", "![Ada](/a.png)\n\n‸"],
    ["one‸", "one\n\n![Ada](/a.png)\n\n‸"],
    ["one\n‸\n\ntwo", "one\n\n![Ada](/a.png)‸\n\ntwo"],
    ["one\n\n‸two", "one\n\n![Ada](/a.png)\n\n‸two"],
    ["⟦one⟧ two", "one\n\n![Ada](/a.png)\n\n‸ two"],
  ])("%j becomes %j", (before, after) => expect(edited(picture, before)).toBe(after));
});

describe("a variable", () => {
  test("replaces the selection and selects the fallback", () => {
    expect(edited(variable("{{name|there}}"), "Hello ⟦X⟧!")).toBe("Hello {{name|⟦there⟧}}!");
    expect(edited(variable("{{name}}"), "Hello ‸")).toBe("Hello {{name}}‸");
  });
});
