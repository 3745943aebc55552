import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { JSDOM } from "jsdom";
import {
  MAX_MARKDOWN_LENGTH,
  markdownToHtml,
  markdownToText,
  rejectedAddresses,
} from "../../emails/markdown/markdown";
import { withinLimits } from "../../emails/markdown/limits";

const options = { siteUrl: "https://app.example.com/base/" };
const html = (markdown: string) => markdownToHtml(markdown, options);
const text = (markdown: string) => markdownToText(markdown, options);
/** The document that a mail program would make of the HTML. */
const documentOf = (markdown: string) => new JSDOM(html(markdown)).window.document;
/** The HTML without its `class`, `style` and `dir` attributes. */
const bare = (markdown: string) => html(markdown).replace(/ (?:class|style|dir)="[^"]*"/g, "");

describe("Markdown as HTML", () => {
  it.each([
    ["# One", "<h1>One</h1>"],
    ["###### Six", "<h3>Six</h3>"],
    ["a *b* **c** ~~d~~ `e`", "<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>e</code></p>"],
    ["Best,\nAda", "<p>Best,<br />Ada</p>"],
    ["- a\n- b\n  - c", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>"],
    ["3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'],
    ["- [ ] a\n- [x] b", "<ul><li>&#9744; a</li><li>&#9745; b</li></ul>"],
    ["> q", "<blockquote><p>q</p></blockquote>"],
    ["```js\n<b>&amp;\n```", "<pre>&lt;b&gt;&amp;amp;</pre>"],
    ["---", "<hr />"],
    [
      "| a | b |\n|---|--:|\n| 1 | 2 |",
      '<table><thead><tr><th align="left">a</th><th align="right">b</th></tr></thead><tbody><tr><td align="left">1</td><td align="right">2</td></tr></tbody></table>',
    ],
    ["[a](https://x.example/?b=1&c=2)", '<p><a href="https://x.example/?b=1&amp;c=2">a</a></p>'],
    ["[a](/pricing)", '<p><a href="https://app.example.com/pricing">a</a></p>'],
    ["[a](pricing)", '<p><a href="https://app.example.com/base/pricing">a</a></p>'],
    ["<ada@example.com>", '<p><a href="mailto:ada@example.com">ada@example.com</a></p>'],
    ["see https://x.example/a", '<p>see <a href="https://x.example/a">https://x.example/a</a></p>'],
    ["![A key](https://x.example/k.png)", '<p><img src="https://x.example/k.png" alt="A key" /></p>'],
    ["&copy; &amp; &lt;b&gt; &#65; &unknown;", "<p>© &amp; &lt;b&gt; A &amp;unknown;</p>"],
  ])("%j", (markdown, expected) => {
    expect(bare(markdown)).toBe(expected);
  });

  it("limits an image to the width of the mail", () => {
    expect(html("![a](https://x.example/k.png)")).toContain("max-width:100%");
  });
});

describe("Markdown as plain text", () => {
  it.each([
    ["# One\n\na *b* `c`", "One\n\na b c"],
    ["[site](https://x.example/?a=1&b=2)", "site (https://x.example/?a=1&b=2)"],
    ["[https://x.example/](https://x.example/) https://y.example", "https://x.example/ https://y.example"],
    ["[bad](javascript:alert(1))", "bad"],
    ["- a\n- b\n  1. c\n  2. d", "- a\n- b\n  1. c\n  2. d"],
    ["- a\n\n- b", "- a\n\n- b"],
    ["> q\n> r", "> q\n> r"],
    ["- [ ] a\n- [x] b", "- [ ] a\n- [x] b"],
    ["```\nx  <y>\n```", "    x  <y>"],
    ["| a | b |\n|---|---|\n| 1 | [2](/x) |", "a | b\n1 | 2 (https://app.example.com/x)"],
    ["a\n\n---\n\nb &amp; ![logo](https://x.example/l.png)", "a\n\n* * *\n\nb & logo"],
    ["<b>x</b>", "<b>x</b>"],
  ])("%j", (markdown, expected) => {
    expect(text(markdown)).toBe(expected);
  });
});

const HOSTILE = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "<svg/onload=alert(1)>",
  "<svg><script>alert(1)</script></svg>",
  "<div onclick=alert(1)>\n\n**x**\n\n</div>",
  "<iframe srcdoc='<script>alert(1)</script>'>",
  "<style>body{display:none}</style>",
  "<!-- <script>alert(1)</script> -->",
  "<![CDATA[<script>alert(1)</script>]]>",
  "<?php echo 1 ?>",
  "<a href='javascript:alert(1)'>x</a>",
  "[x](javascript:alert(1))",
  "[x](JaVaScRiPt:alert(1))",
  "[x](java&#115;cript:alert(1))",
  "[x](java&#x73;cript&colon;alert(1))",
  "[x](&#1;javascript:alert(1))",
  "[x](<java\tscript:alert(1)>)",
  "[x](javascript&#58;alert(1))",
  "[x](vbscript:msgbox(1))",
  "[x](data:text/html,<script>alert(1)</script>)",
  "[x](data:text/html;base64,PHNjcmlwdD4=)",
  "[x](file:///etc/passwd)",
  "[x](blob:https://app.example.com/1)",
  "[x](https://app.example.com@evil.example/)",
  "![x](javascript:alert(1))",
  "![x](data:image/svg+xml,<svg onload=alert(1)>)",
  '![x" onerror="alert(1)](https://x.example/a.png)',
  '![x](https://x.example/a.png" onerror="alert(1))',
  '[x](https://x.example "t\\" onclick=\\"alert(1)")',
  '[x](https://x.example/"onclick="alert(1))',
  "[x][r]\n\n[r]: javascript:alert(1)",
  '[x][r]\n\n[r]: https://x.example "><script>alert(1)</script>"',
  "<javascript:alert(1)>",
  "<https://x.example/<script>alert(1)</script>>",
  "`<script>alert(1)</script>`",
  '```"><script>alert(1)</script>\ncode\n```',
  "    <script>alert(1)</script>",
  "# <script>alert(1)</script>",
  "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |",
  "[<script>alert(1)</script>](https://x.example)",
  "[![x](javascript:alert(1))](javascript:alert(2))",
  "\\<script>alert(1)\\</script>",
  "&lt;script&gt;alert(1)&lt;/script&gt;",
  "&#60;script&#62;alert(1)&#60;/script&#62;",
  "[[[[x](javascript:alert(1))](https://x.example)](y)](z)",
  'https://x.example/"onmouseover="alert(1)',
  "www.x.example/'><script>alert(1)</script>",
];

const ELEMENTS =
  "H1 H2 H3 P A IMG UL OL LI BLOCKQUOTE HR CODE PRE TABLE THEAD TBODY TR TH TD STRONG EM DEL BR".split(" ");
const ATTRIBUTES = "class style href src alt align start dir".split(" ");

function expectHarmless(markdown: string): void {
  for (const element of documentOf(markdown).body.querySelectorAll("*")) {
    expect(ELEMENTS).toContain(element.tagName);
    for (const { name, value } of element.attributes) {
      expect(ATTRIBUTES).toContain(name);
      if (name === "href") expect(value).toMatch(/^(?:https?:\/\/[^@/]*(?:\/|$)|mailto:)/);
      if (name === "src") expect(value).toMatch(/^https?:\/\//);
    }
  }
}

describe("untrusted Markdown", () => {
  it.each(HOSTILE)("%j can do no harm", (markdown) => {
    expectHarmless(markdown);
    expect(documentOf(markdown).head.children).toHaveLength(0);
  });

  it("HTML is shown as it was typed", () => {
    const typed = "<b onclick=x>hi</b> <!-- c -->";
    expect(documentOf(typed).body.textContent).toBe(typed);
  });

  it("any mixture of these can do no harm either", () => {
    const mixtures = fc.array(
      fc.oneof(fc.constantFrom(...HOSTILE, "\n\n", "\n- ", "> ", "](", "**", "`"), fc.string()),
    );
    fc.assert(
      fc.property(mixtures, (pieces) => expectHarmless(pieces.join(""))),
      { numRuns: 60 },
    );
  });

  it.each([
    "[",
    "![",
    "[a](",
    "> ",
    ">",
    "- ",
    "1. ",
    "**a*",
    "a**",
    "_a",
    "`",
    "<",
    "a",
    "&",
    "{{",
    "~~a",
    "|",
    "a@",
    "[[[a]](x)",
    "  b\n",
    "*_",
    "\n=",
    "- a\n",
    "a|b\n",
    "www.",
    "[a]:b c\n",
  ])("%j repeated up to the maximum length is rendered", (piece) => {
    const markdown = piece.repeat(Math.floor(MAX_MARKDOWN_LENGTH / piece.length));
    expect(html(`- a\n${markdown}`.slice(0, MAX_MARKDOWN_LENGTH))).not.toBe("");
    expect(text(markdown)).not.toBe("");
  });

  // Without `withinLimits`, the lexer needed 7 to 30 seconds for each of these texts on an idle machine.
  it.each([" ", "\t", "\u00a0", "\u2003", "\v"])(
    "49,000 times %j in a row is rendered, wherever it occurs",
    (space) => {
      const gap = space.repeat(49_000);
      for (const markdown of [
        `a${gap}b`,
        `[a]:${gap}x y`,
        `[a](${gap}x`,
        `# a${gap}#b`,
        `a\n=${gap}x`,
        `\`\`\`${gap}\`x`,
        `|${gap}|\n-`,
        `\`${gap}x`,
        `- a\n${gap}b`,
      ])
        expect(text(markdown)).not.toBe("");
    },
  );

  it("the limits remove every run that takes the lexer quadratic time, and keep all words", () => {
    const piece = fc.constantFrom("a", " ", "\t", "\n", "*", "`", "[", "- ", "> ", "\u00a0", "b\n", "(", "|");
    const part = fc
      .tuple(piece, fc.integer({ min: 1, max: 6_000 }))
      .map(([text, times]) => text.repeat(times));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const markdown = parts.join("");
        const bounded = withinLimits(markdown);
        expect(bounded).not.toMatch(/[^\S\n]{101}/);
        // `withinLimits` cuts words at 2,048 characters and escapes marks after that, which can double a word's length.
        expect(bounded).not.toMatch(/\S{4097}/);
        for (const block of bounded.split(/\n\s*\n/))
          expect(block.split("\n").length).toBeLessThanOrEqual(501);
        expect(lettersOf(bounded)).toBe(lettersOf(markdown));
      }),
    );
  });

  const lettersOf = (markdown: string) => markdown.replace(/[^ab]/g, "");

  it("text over the maximum length is refused", () => {
    expect(() => html("a".repeat(MAX_MARKDOWN_LENGTH + 1))).toThrow(RangeError);
    expect(() => text("a".repeat(MAX_MARKDOWN_LENGTH + 1))).toThrow(RangeError);
  });

  it("the links that were left out can be listed", () => {
    const markdown =
      "[a](javascript:x) ![b](data:y) [c](https://ok.example) **[a](javascript:x)**\n\n- [d](ftp://z)";
    expect(rejectedAddresses(markdown, options)).toEqual(["javascript:x", "data:y", "ftp://z"]);
  });
});
