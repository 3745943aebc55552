/** Uploaded pictures: their type and size by their bytes, their addresses, and the size after scaling. */
import { describe, expect, test } from "@jest/globals";
import { sizeWithin } from "@/app/(app)/admin/campaigns/[id]/write/pictures/smaller";
import { markdownToHtml, markdownToText } from "@/emails/markdown/markdown";
import {
  pictureKeysIn,
  pictureMarkdown,
  pictureOfFile,
  pictureOfPath,
  picturePath,
} from "@/lib/pictures/address";
import { pictureHeaders } from "@/lib/pictures/headers";
import { sniffPicture } from "@/lib/pictures/sniff";
import { gif, jpeg, png, webp } from "../support/pictures";

describe("the type and size of a picture", () => {
  test.each([
    ["a PNG", png(640, 480), "png", 640, 480],
    ["a GIF", gif(300, 20), "gif", 300, 20],
    ["a JPEG", jpeg(1_200, 900), "jpg", 1_200, 900],
    ["a progressive JPEG", jpeg(70_000 % 65_536, 9, 0xc2), "jpg", 4_464, 9],
    ["a lossy WebP", webp.lossy(550, 368), "webp", 550, 368],
    ["a lossless WebP", webp.lossless(386, 395), "webp", 386, 395],
    ["an extended WebP", webp.extended(16_000, 3), "webp", 16_000, 3],
  ])("are read from the bytes of %s", (_name, bytes, ending, width, height) => {
    expect(sniffPicture(bytes)).toEqual({ ending, width, height });
  });

  const text = (words: string) => new TextEncoder().encode(words);

  test.each([
    ["nothing", text("")],
    ["an SVG", text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>')],
    ["a page", text("<!doctype html><script>alert(1)</script>")],
    ["a page that begins as a GIF", text("GIF89")],
    ["an unknown kind of GIF", text("GIF88a0000000")],
    ["a BMP", text("BM0000000000000000000000000000")],
    ["a HEIC photo", text("\0\0\0\x18ftypheic00000000000000000000")],
    ["another RIFF file", text("RIFF0000WAVEfmt 0000000000000000000000")],
    ["an unknown kind of WebP", text("RIFF0000WEBPVP9 0000000000000000000000")],
    ["a JPEG without a frame", jpeg(9, 9, 0xc4)],
    ["a PNG without width", png(0, 9)],
  ])("of %s are unknown", (_name, bytes) => expect(sniffPicture(bytes)).toBeNull());

  test("are unknown for a file that ends inside its header", () => {
    for (const whole of [png(9, 9), gif(9, 9), jpeg(9, 9), webp.lossy(9, 9), webp.lossless(9, 9)])
      for (let end = 0; end < whole.length - 6; end++)
        expect([end, sniffPicture(whole.subarray(0, end))]).toEqual([end, null]);
  });

  test("are read from the right part of a larger buffer", () => {
    const buffer = new Uint8Array([1, 2, 3, ...png(7, 8)]);
    expect(sniffPicture(buffer.subarray(3))).toMatchObject({ width: 7, height: 8 });
  });
});

const KEY = "abcdefghijklmnopqrstu_";
const PICTURE = { key: KEY, width: 1_200, height: 800, ending: "jpg" } as const;
const PATH = `/pictures/${KEY}-1200x800.jpg`;

describe("an address", () => {
  test("has the key, the size and the type", () => {
    expect(picturePath(PICTURE)).toBe(PATH);
    expect(pictureOfPath(PATH)).toEqual(PICTURE);
    expect(pictureOfFile(PATH.slice(10))).toEqual(PICTURE);
  });

  test.each([
    `${PATH}?x`,
    `/other${PATH}`,
    `/pictures/${KEY}-1200x800.svg`,
    `/pictures/${KEY}-1200x.jpg`,
    `/pictures/short-1200x800.jpg`,
    `/pictures/../${KEY}-1200x800.jpg`,
  ])("is not %s", (path) => expect(pictureOfPath(path)).toBeNull());

  test("is found in a message, once for each picture", () => {
    const other = PATH.replace("abc", "xyz");
    const message = `![a](${PATH}) ![a](${PATH})\n\n<https://x.example${other}> [link](/pictures/none.jpg)`;
    expect(pictureKeysIn(message)).toEqual([KEY, KEY.replace("abc", "xyz")]);
  });
});

describe("the response with a picture", () => {
  test("has a type from our list, can be embedded by every site, and cannot run anything as a page", () => {
    expect(pictureHeaders("jpg")).toEqual({
      "Content-Type": "image/jpeg",
      "Content-Disposition": 'inline; filename="picture.jpg"',
      "Cache-Control": "public, max-age=31536000, immutable",
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "Cross-Origin-Resource-Policy": "cross-origin",
      "X-Content-Type-Options": "nosniff",
    });
  });
});

describe("a picture in a mail", () => {
  const options = { siteUrl: "https://app.example" };
  const html = (markdown: string) => markdownToHtml(markdown, options);

  test("has its whole address, its description, and a width for Outlook", () => {
    expect(html(`![Ada at work](${PATH})`)).toContain(
      `<img src="https://app.example${PATH}" alt="Ada at work" width="416" style="`,
    );
    expect(html(`![](${PATH.replace("1200x", "90x")})`)).toContain('alt="" width="90" style="');
    expect(markdownToText(`![Ada at work](${PATH})`, options)).toBe("Ada at work");
  });

  test("has no width if it is on another site, because its size is unknown", () => {
    expect(html(`![x](https://other.example${PATH})`)).not.toContain("width=");
    expect(html("![x](/logo.png)")).not.toContain("width=");
  });

  test.each([
    "Ada [at] *work*",
    "a \\ b",
    "1 < 2 & 3",
    "&amp; and &#91;",
    "ends with \\",
    "{{name}}",
    "a](https://evil.example)",
    "`code` _x_ !",
  ])("shows the description %s as it was typed", (description) => {
    const markdown = pictureMarkdown(description, PATH);
    expect(markdownToText(markdown, options)).toBe(description);
    expect(html(markdown)).toContain(`<img src="https://app.example${PATH}"`);
  });

  test("has a description of one line", () => {
    expect(pictureMarkdown(" two\n lines ", PATH)).toBe(`![two lines](${PATH})`);
  });
});

describe("the size for an upload", () => {
  test.each([
    [4_000, 3_000, 1_200, 900],
    [3_000, 4_000, 1_200, 1_600],
    [1_170, 8_000, 351, 2_400],
    [640, 480, 640, 480],
    [50_000, 2, 1_200, 1],
  ])("of %d × %d pixels is %d × %d", (width, height, smallerWidth, smallerHeight) => {
    expect(sizeWithin({ width, height })).toEqual({ width: smallerWidth, height: smallerHeight });
  });
});
