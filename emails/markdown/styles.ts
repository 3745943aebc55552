import { light, monospace } from "../theme";

/**
 * How each element looks in mail: inline styles for light mode, and classes that emails/theme.ts uses for dark mode.
 * Sizes follow emails/layout.tsx.
 */
type Look = { class?: string; style: string };

const heading = (size: number, line: number): Look => ({
  class: "text",
  style: `margin:0 0 10px;padding:8px 0 0;font-size:${size}px;line-height:${line}px;font-weight:600;color:${light.text}`,
});
const code = `font-family:${monospace};font-size:14px;background-color:${light.sunken};border:1px solid ${light.border}`;
const cell = `padding:8px 10px;border-bottom:1px solid ${light.border};font-size:15px;line-height:22px`;
const prose = `word-break:break-word;font-size:16px;line-height:25px;color:${light.text}`;
const paragraph = (margin: string): Look => ({ class: "text", style: `margin:${margin};${prose}` });
const list = (margin: string): Look => ({
  class: "text",
  style: `margin:${margin};padding:0 0 0 24px;${prose}`,
});

const looks = {
  h1: heading(24, 30),
  h2: heading(20, 27),
  h3: heading(17, 25),
  p: paragraph("0 0 16px"),
  "tight p": paragraph("0 0 6px"),
  a: { class: "accent", style: `color:${light.accent};text-decoration:underline` },
  img: { style: "display:inline-block;max-width:100%;height:auto;border:0;border-radius:6px" },
  list: list("0 0 16px"),
  "tight list": list("6px 0 0"),
  li: { style: "margin:0 0 6px" },
  blockquote: {
    class: "rule",
    style: `margin:0 0 16px;padding:2px 0 2px 16px;border-left:3px solid ${light.border}`,
  },
  hr: { class: "rule", style: `margin:28px 0;border:0;border-top:1px solid ${light.border}` },
  code: { class: "sunken text", style: `${code};border-radius:4px;padding:1px 4px;color:${light.text}` },
  pre: {
    class: "sunken text",
    style: `${code};margin:0 0 16px;padding:12px 14px;border-radius:8px;color:${light.text};line-height:21px;white-space:pre-wrap;word-break:break-word`,
  },
  table: {
    class: "text",
    style: `margin:0 0 16px;width:100%;border-collapse:collapse;color:${light.text}`,
  },
  th: { class: "rule", style: `${cell};font-weight:600` },
  td: { class: "rule", style: cell },
} satisfies Record<string, Look>;

/** A tag, or its variant inside a quote or list item, which has smaller margins. */
export type Styled = keyof typeof looks;

const quoted = (value: string) => value.replaceAll('"', "'");

const ATTRIBUTES = Object.fromEntries(
  Object.entries<Look>(looks).map(([tag, look]) => [
    tag,
    `${look.class ? ` class="${look.class}"` : ""} style="${quoted(look.style)}"`,
  ]),
) as Record<Styled, string>;

const MIRRORED: [string, string][] = [
  ["padding:0 0 0 24px", "padding:0 24px 0 0"],
  ["padding:2px 0 2px 16px;border-left:", "padding:2px 16px 2px 0;border-right:"],
];

/**
 * The same attributes for right-to-left text. Mail programs do not support the CSS properties that would mirror them
 * automatically.
 */
export const mirrored = (attributes: string): string =>
  MIRRORED.reduce((all, [left, right]) => all.replace(left, right), attributes);

/** ` class="…" style="…"`, ready to follow a tag's name. */
export const attributes = (styled: Styled): string => ATTRIBUTES[styled];
