import "server-only";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type Font, parse, type Path } from "opentype.js";
import type Sharp from "sharp";
import { DEFAULT_APP_NAME } from "../app-name";
import { ON_ACCENT } from "../brand/accent";
import type { Brand } from "../brand/brand";
import { HEADING } from "../messages/landing";

/**
 * An `import` of a package that is not bundled makes the module asynchronous. For that, the bundler adds 450 bytes
 * (gzipped) to the script of every page.
 */
const sharp = createRequire(import.meta.url)("sharp") as typeof Sharp;

/** What the picture shows. `logo` has the bytes of a PNG. */
export type Shown = Pick<Brand, "name" | "accent"> & { logo: Uint8Array | null };

const SIZE = { width: 1200, height: 630 };
const MARGIN = 96;
const MARK = 112;
/** The values of --bg, --text and --muted of the light scheme in app/tokens.css. */
const [GROUND, TEXT, MUTED] = ["#fbfaf8", "#1c1917", "#6b645c"];

/** The font of the pages. next.config.ts adds the file to the route's bundle. */
const FONT = join(process.cwd(), "node_modules/geist/dist/fonts/geist-sans/Geist-SemiBold.ttf");

let font: Promise<Font> | undefined;

async function loadFont(): Promise<Font> {
  const { buffer, byteOffset, byteLength } = await readFile(FONT);
  return parse(buffer.slice(byteOffset, byteOffset + byteLength));
}

/**
 * Draws the picture that other sites show beside a link to this one, as a PNG. The texts are drawn as shapes, because a
 * server has no fonts. Null if neither a logo nor the name can be drawn, because the font lacks the name's letters.
 */
export async function drawLinkPicture({
  name,
  accent,
  logo,
}: Shown): Promise<Uint8Array<ArrayBuffer> | null> {
  const letters = await (font ??= loadFont());
  const title = textPath(letters, name, { y: 392, size: 92, fill: TEXT });
  if (title === null && logo === null) return null;
  const heading = textPath(letters, HEADING, { y: 468, size: 40, fill: MUTED }) ?? "";
  const mark = logo === null ? markOf(letters, name, accent.light) : "";
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE.width}" height="${SIZE.height}">` +
    `<rect width="100%" height="100%" fill="${GROUND}"/>` +
    `<rect y="${SIZE.height - 14}" width="100%" height="14" fill="${accent.light}"/>` +
    `${mark}${title ?? ""}${heading}</svg>`;
  const layers = logo === null ? [] : [{ input: await fittingLogo(logo), left: MARGIN, top: 148 }];
  const png = await sharp(Buffer.from(svg)).composite(layers).png().toBuffer();
  return new Uint8Array(png);
}

type Place = { y: number; size: number; fill: string };

/** The text as one shape, smaller if it would be too wide. Null if the font lacks one of its letters. */
function textPath(letters: Font, text: string, { y, size, fill }: Place): string | null {
  if (!canDraw(letters, text)) return null;
  const most = SIZE.width - 2 * MARGIN;
  const fitting = size * Math.min(1, most / letters.getAdvanceWidth(text, size));
  return `<path fill="${fill}" d="${dataOf(letters.getPath(text, MARGIN, y, fitting))}"/>`;
}

/** The shape as SVG has it. The library's own `toPathData` writes some numbers in a form that SVG does not have. */
const dataOf = ({ commands }: Path): string =>
  commands
    .map((command) => {
      if (command.type === "Z") return "Z";
      const { x, y } = command;
      if (command.type === "Q") return `Q${inSvg(command.x1, command.y1, x, y)}`;
      if (command.type === "C") return `C${inSvg(command.x1, command.y1, command.x2, command.y2, x, y)}`;
      return `${command.type}${inSvg(x, y)}`;
    })
    .join("");

const inSvg = (...numbers: number[]): string => numbers.map((number) => number.toFixed(2)).join(" ");

/** Marks that combine with the letter before them would be drawn at the wrong place. */
const canDraw = (letters: Font, text: string): boolean =>
  [...text].every((letter) => letters.hasChar(letter) && !/\p{M}/u.test(letter));

/** The icon of the browser's tab, larger: the key of the default brand, or the first letter of the name. */
function markOf(letters: Font, name: string, accent: string): string {
  const at = `translate(${MARGIN} 172)`;
  const square = `<rect width="${MARK}" height="${MARK}" rx="28" fill="${accent}"/>`;
  return `<g transform="${at}">${square}${name === DEFAULT_APP_NAME ? KEY : initialOf(letters, name)}</g>`;
}

const KEY =
  `<g transform="scale(${MARK / 32})" fill="none" stroke="${ON_ACCENT.light}" stroke-width="2.6" ` +
  'stroke-linecap="round" stroke-linejoin="round"><circle cx="11" cy="16" r="4.4"/><path d="M15.4 16H26M21.4 16v4M26 16v3.2"/></g>';

function initialOf(letters: Font, name: string): string {
  const letter = [...name][0]!.toUpperCase();
  if (!canDraw(letters, letter)) return "";
  const size = 68;
  const x = (MARK - letters.getAdvanceWidth(letter, size)) / 2;
  return `<path fill="${ON_ACCENT.light}" d="${dataOf(letters.getPath(letter, x, 80, size))}"/>`;
}

function fittingLogo(logo: Uint8Array): Promise<Buffer> {
  return sharp(logo).resize({ width: 520, height: 136, fit: "inside" }).png().toBuffer();
}
