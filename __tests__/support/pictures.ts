/** For each type, the smallest file with a header that contains a size. The files are not complete pictures. */

const bytes = (...parts: (string | number[])[]): Uint8Array<ArrayBuffer> => {
  const all = parts.flatMap((part) =>
    typeof part === "string" ? [...part].map((character) => character.charCodeAt(0)) : part,
  );
  return new Uint8Array(all);
};
const big = (value: number, length: number) =>
  Array.from({ length }, (_, index) => (value >> (8 * (length - 1 - index))) & 255);
const little = (value: number, length: number) => big(value, length).reverse();

export const png = (width: number, height: number) =>
  bytes("\x89PNG\r\n\x1a\n", big(13, 4), "IHDR", big(width, 4), big(height, 4), [8, 6, 0, 0, 0]);

export const gif = (width: number, height: number) => bytes("GIF89a", little(width, 2), little(height, 2));

/** With a segment before the frame, as cameras write it. */
export const jpeg = (width: number, height: number, frame = 0xc0) =>
  bytes(
    [0xff, 0xd8, 0xff, 0xe1, 0, 8],
    "Exif\0\0",
    [0xff, 0xff, frame, 0, 17, 8],
    big(height, 2),
    big(width, 2),
    [3, 0],
  );

const riff = (kind: string, ...content: number[][]) =>
  bytes("RIFF", little(100, 4), "WEBP", kind, little(80, 4), ...content);

export const webp = {
  lossy: (width: number, height: number) =>
    riff("VP8 ", [0, 0, 0, 0x9d, 1, 0x2a], little(width, 2), little(height, 2)),
  lossless: (width: number, height: number) =>
    riff("VP8L", [0x2f], little(((height - 1) << 14) | (width - 1), 4)),
  extended: (width: number, height: number) =>
    riff("VP8X", [0, 0, 0, 0], little(width - 1, 3), little(height - 1, 3), [0, 0]),
};
