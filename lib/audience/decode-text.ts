import { analyse } from "chardet";
import * as messages from "../messages/list-import";
import { type Encoding, isEncoding } from "./encodings";
import { decodeMsDos, isMsDos } from "./ms-dos";

/** Thrown if a list cannot be read or used, for example because the file is not text. `message` is for the user. */
export class UnreadableFile extends Error {
  override name = "UnreadableFile";
}

/** The first bytes of file formats that people mistake for CSV. */
const FORMATS: [string, number[]][] = [
  [messages.FORMATS.zip, [0x50, 0x4b, 0x03, 0x04]],
  [messages.FORMATS.xls, [0xd0, 0xcf, 0x11, 0xe0]],
  [messages.FORMATS.pdf, [0x25, 0x50, 0x44, 0x46]],
];

export type Decoded = {
  text: string;
  used: Encoding;
  /** Whether a person should check the result, because the bytes do not determine the encoding. */
  isGuess: boolean;
};

/**
 * The text in a file's bytes. The encoding is that of the byte order mark, otherwise UTF-16 if the bytes look like it,
 * otherwise UTF-8, otherwise the encoding that fits best. If a file was joined from files in different encodings, each
 * line is decoded separately. `chosen` overrides all of this. Throws UnreadableFile if the file is not text.
 */
export function decodeText(bytes: Uint8Array, chosen?: Encoding): Decoded {
  const format = FORMATS.find(([, start]) => start.every((byte, index) => bytes[index] === byte));
  if (format) throw new UnreadableFile(messages.notCsv(format[0]));
  const decoded = chosen ? { text: decodeAs(bytes, chosen), used: chosen, isGuess: true } : decodeBest(bytes);
  if (isBinary(decoded.text)) throw new UnreadableFile(messages.NOT_TEXT);
  return decoded;
}

function decodeBest(bytes: Uint8Array): Decoded {
  const certain = encodingByMark(bytes) ?? utf16ByLooks(bytes);
  if (certain) return { text: decodeAs(bytes, certain), used: certain, isGuess: false };
  return decodeUtf8(bytes) ?? decodeLineByLine(bytes) ?? decodeByGuess(bytes);
}

function encodingByMark([first, second]: Uint8Array): Encoding | null {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : null;
}

/** In UTF-16, text that is mostly ASCII has a zero in every other byte, and their position reveals the byte order. */
function utf16ByLooks(bytes: Uint8Array): Encoding | null {
  const pairs = Math.min(bytes.length >> 1, 2_000);
  if (pairs < 2 || bytes.length % 2 === 1) return null;
  let zeros: [even: number, odd: number] = [0, 0];
  for (let pair = 0; pair < pairs; pair++)
    zeros = [zeros[0] + Number(bytes[2 * pair] === 0), zeros[1] + Number(bytes[2 * pair + 1] === 0)];
  if (zeros[1] > 0.6 * pairs && zeros[0] < 0.1 * pairs) return "utf-16le";
  return zeros[0] > 0.6 * pairs && zeros[1] < 0.1 * pairs ? "utf-16be" : null;
}

function decodeUtf8(bytes: Uint8Array): Decoded | null {
  const text = strictUtf8(bytes);
  // Seven-bit Japanese (ISO-2022-JP) is valid UTF-8 too, but it uses escape sequences to switch character sets.
  const isJis = text?.includes("\u001b$") ?? false;
  return text === null || isJis ? null : { text, used: "utf-8", isGuess: false };
}

function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * Decodes each line separately if the file was joined from files in different encodings. That is assumed if at least as
 * many lines are valid UTF-8 with non-ASCII characters as are invalid UTF-8. Otherwise null.
 */
function decodeLineByLine(bytes: Uint8Array): Decoded | null {
  const lines = linesOf(bytes).map((line) => ({ line, text: strictUtf8(line) }));
  const foreign = lines.filter(({ text }) => text === null).map(({ line }) => line);
  const needUtf8 = lines.filter(({ line, text }) => text !== null && text.length < line.length).length;
  if (foreign.length === 0 || needUtf8 < foreign.length) return null;
  const used = guess(joined(foreign));
  return {
    text: lines.map(({ line, text }) => text ?? decodeAs(line, used)).join(""),
    used: "utf-8",
    isGuess: true,
  };
}

/** The lines, each with its line break. */
function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(0x0a, start);
    lines.push(bytes.subarray(start, end === -1 ? bytes.length : end + 1));
    start += lines[lines.length - 1]?.length ?? 1;
  }
  return lines;
}

function joined(lines: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(lines.reduce((length, line) => length + line.length, 0));
  let at = 0;
  for (const line of lines) {
    all.set(line, at);
    at += line.length;
  }
  return all;
}

function decodeByGuess(bytes: Uint8Array): Decoded {
  const used = guess(bytes);
  return { text: decodeAs(bytes, used), used, isGuess: true };
}

/**
 * The Windows code pages to use for ISO 8859 names. Files that chardet recognises as Latin-1, for example, are really
 * in Windows-1252.
 */
const AS_WRITTEN: Record<string, Encoding> = {
  "iso-8859-1": "windows-1252",
  "iso-8859-5": "windows-1251",
  "iso-8859-6": "windows-1256",
  "iso-8859-7": "windows-1253",
  "iso-8859-8": "windows-1255",
  "iso-8859-9": "windows-1254",
};
/** A threshold for chardet's confidence (0 to 100). Below it, Windows-1252 is by far the likeliest encoding. */
const SURE_ENOUGH = 25;
/** A sample of this many bytes is enough. */
const LOOKED_AT = 50_000;

/**
 * Guesses from the statistics of letters. Addresses and numbers are left out, because they would make every file look
 * Western.
 */
function guess(bytes: Uint8Array): Encoding {
  const words = foreignWords(bytes);
  const sample = words.length > 0 ? words : bytes.subarray(0, LOOKED_AT);
  for (const { name, confidence } of analyse(sample)) {
    const label = name.toLowerCase();
    const encoding = AS_WRITTEN[label] ?? label;
    if (confidence < SURE_ENOUGH) break;
    if (encoding === "windows-1252" && isMsDos(bytes)) return "cp850";
    if (isEncoding(encoding) && encoding !== "utf-8" && !encoding.startsWith("utf-16")) return encoding;
  }
  return isMsDos(bytes) ? "cp850" : "windows-1252";
}

/** Tab, line feed, carriage return, comma, semicolon. */
const BETWEEN_CELLS = new Set([0x09, 0x0a, 0x0d, 0x2c, 0x3b]);

/** The cells that contain non-ASCII characters, separated by spaces. */
function foreignWords(bytes: Uint8Array): Uint8Array {
  const words: number[] = [];
  let start = 0;
  for (let at = 0; at <= bytes.length && words.length < LOOKED_AT; at++) {
    if (at < bytes.length && !BETWEEN_CELLS.has(bytes[at] ?? 0)) continue;
    const cell = bytes.subarray(start, Math.min(at, start + LOOKED_AT));
    if (cell.some((byte) => byte > 0x7f)) for (const byte of cell) words.push(byte);
    words.push(0x20);
    start = at + 1;
  }
  return Uint8Array.from(words.some((byte) => byte > 0x7f) ? words : []);
}

function decodeAs(bytes: Uint8Array, encoding: Encoding): string {
  if (encoding === "cp850") return decodeMsDos(bytes);
  const text = new TextDecoder(encoding).decode(bytes);
  if (encoding !== "windows-1252") return text;
  return text.replace(C1, (control) => WINDOWS_1252.charAt(control.charCodeAt(0) - 0x80));
}

/** Characters that Windows-1252 has where Latin-1 has control characters: Node 20 decodes Windows-1252 as Latin-1. */
const C1 = /[\u0080-\u009f]/g;
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

const CONTROLS = /[\u0001-\u0008\u000b\u000e-\u001f\u007f]/g;

/** Whether the text contains a null, or more than one control character in two hundred. */
function isBinary(text: string): boolean {
  const start = text.slice(0, 100_000);
  return text.includes("\0") || (start.match(CONTROLS)?.length ?? 0) > start.length / 200;
}
