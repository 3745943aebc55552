/** The file is no text. `message` is for people. */
export class UnreadableFile extends Error {
  override name = "UnreadableFile";
}

/** First bytes of what people mistake for a CSV. */
const FORMATS: [string, number[]][] = [
  ["an Excel workbook or another zipped file", [0x50, 0x4b, 0x03, 0x04]],
  ["an old Excel workbook", [0xd0, 0xcf, 0x11, 0xe0]],
  ["a PDF", [0x25, 0x50, 0x44, 0x46]],
];

/**
 * The text in a file's bytes: as its byte order mark says, else UTF-16 where it looks like it, else UTF-8, else
 * Windows-1252 (which holds Latin-1), as older spreadsheets write it. Throws UnreadableFile where it is no text.
 */
export function decodeText(bytes: Uint8Array): string {
  const format = FORMATS.find(([, start]) => start.every((byte, index) => bytes[index] === byte));
  if (format)
    throw new UnreadableFile(`This is ${format[0]}, not a CSV. Save or export it as CSV and try again.`);
  const text = decodeAs(bytes, encodingByMark(bytes) ?? utf16ByLooks(bytes) ?? "utf-8");
  if (isBinary(text)) throw new UnreadableFile("This file is not text. Choose a CSV or paste the list.");
  return text;
}

function encodingByMark([first, second]: Uint8Array): string | null {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : null;
}

/** Mostly ASCII in UTF-16 has a zero in every other byte, and which one says the order. */
function utf16ByLooks(bytes: Uint8Array): string | null {
  const pairs = Math.min(bytes.length >> 1, 2_000);
  if (pairs < 2 || bytes.length % 2 === 1) return null;
  let zeros: [even: number, odd: number] = [0, 0];
  for (let pair = 0; pair < pairs; pair++)
    zeros = [zeros[0] + Number(bytes[2 * pair] === 0), zeros[1] + Number(bytes[2 * pair + 1] === 0)];
  if (zeros[1] > 0.6 * pairs && zeros[0] < 0.1 * pairs) return "utf-16le";
  return zeros[0] > 0.6 * pairs && zeros[1] < 0.1 * pairs ? "utf-16be" : null;
}

function decodeAs(bytes: Uint8Array, encoding: string): string {
  if (encoding !== "utf-8") return new TextDecoder(encoding).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const text = new TextDecoder("windows-1252").decode(bytes);
    return text.replace(C1, (control) => WINDOWS_1252.charAt(control.charCodeAt(0) - 0x80));
  }
}

/** What Windows-1252 has where Latin-1 has controls: Node 20 decodes the one as the other. */
const C1 = /[\u0080-\u009f]/g;
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

const CONTROLS = /[\u0001-\u0008\u000b\u000e-\u001f\u007f]/g;

/** One null, or more than one control character in two hundred. */
function isBinary(text: string): boolean {
  const start = text.slice(0, 100_000);
  return text.includes("\0") || (start.match(CONTROLS)?.length ?? 0) > start.length / 200;
}
