import { describe, expect, it } from "@jest/globals";
import { decodeText, UnreadableFile } from "../../../lib/audience/decode-text";

const TEXT = "email,name\r\nzoë@example.com,Zoë\r\n";
const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, littleEndian: boolean) => {
  const view = new DataView(new ArrayBuffer(2 * text.length));
  [...text].forEach((_, index) => view.setUint16(2 * index, text.charCodeAt(index), littleEndian));
  return new Uint8Array(view.buffer);
};
const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

describe("the text in a file", () => {
  it.each([
    ["UTF-8", utf8(TEXT)],
    ["UTF-8 with a byte order mark", utf8(`\ufeff${TEXT}`)],
    ["UTF-16 LE with a mark", utf16(`\ufeff${TEXT}`, true)],
    ["UTF-16 BE with a mark", utf16(`\ufeff${TEXT}`, false)],
    ["UTF-16 LE without", utf16(TEXT, true)],
    ["UTF-16 BE without", utf16(TEXT, false)],
    ["Latin-1", latin1(TEXT)],
  ])("is read from %s", (_, bytes) => {
    expect(decodeText(bytes).text).toBe(TEXT);
  });

  it("is read from Windows-1252, including quotes and the euro sign", () => {
    expect(decodeText(Uint8Array.of(0x93, 0x41, 0x94, 0x20, 0x80, 0xe9)).text).toBe("“A” €é");
  });

  it("may be empty", () => {
    expect(decodeText(new Uint8Array()).text).toBe("");
  });
});

describe("a file that is not text", () => {
  const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d];
  const noise = Array.from({ length: 4_096 }, (_, index) => (index * 167 + (index >> 3)) % 256);

  it.each([
    ["an xlsx", [0x50, 0x4b, 0x03, 0x04, 1, 2], "Excel"],
    ["an xls", [0xd0, 0xcf, 0x11, 0xe0, 1], "Excel"],
    ["a PDF", [...utf8("%PDF-1.7")], "PDF"],
    ["a PNG", png, "not text"],
    ["noise", noise, "not text"],
    ["random bytes without a null", noise.map((byte) => byte || 1), "not text"],
  ])("%s is refused with a message", (_, bytes, said) => {
    expect(() => decodeText(Uint8Array.from(bytes))).toThrow(UnreadableFile);
    expect(() => decodeText(Uint8Array.from(bytes))).toThrow(said);
  });
});
