import type { PictureEnding } from "./address";

/** The type and size that the first bytes of a file show. */
export type Sniffed = { ending: PictureEnding; width: number; height: number };

/**
 * The type and size of a picture, read from its bytes, because a file's name and declared type can be anything. Null
 * for everything but PNG, JPEG, GIF and WebP. SVG is not among them, because it can contain scripts.
 */
export function sniffPicture(bytes: Uint8Array): Sniffed | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const found = png(view) ?? gif(view) ?? webp(view) ?? jpeg(view);
    return found && found.width > 0 && found.height > 0 ? found : null;
  } catch (error) {
    // The file ends in the middle of its header.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const textAt = (view: DataView, at: number, length: number) =>
  String.fromCharCode(...Array.from({ length }, (_, index) => view.getUint8(at + index)));

/** The signature, and then the chunk IHDR: section 5.2 and 11.2.1 of the PNG specification. */
function png(view: DataView): Sniffed | null {
  if (textAt(view, 0, 8) !== "\x89PNG\r\n\x1a\n" || textAt(view, 12, 4) !== "IHDR") return null;
  return { ending: "png", width: view.getUint32(16), height: view.getUint32(20) };
}

function gif(view: DataView): Sniffed | null {
  if (!/^GIF8[79]a$/.test(textAt(view, 0, 6))) return null;
  return { ending: "gif", width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

/** A RIFF container whose first chunk is lossy, lossless or extended: RFC 9649. */
function webp(view: DataView): Sniffed | null {
  if (textAt(view, 0, 4) !== "RIFF" || textAt(view, 8, 4) !== "WEBP") return null;
  const size = WEBP_SIZES[textAt(view, 12, 4)]?.(view);
  return size ? { ending: "webp", ...size } : null;
}

type Size = { width: number; height: number };

const WEBP_SIZES: Record<string, (view: DataView) => Size> = {
  "VP8 ": (view) => ({
    width: view.getUint16(26, true) & 0x3fff,
    height: view.getUint16(28, true) & 0x3fff,
  }),
  VP8L: (view) => {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
  },
  VP8X: (view) => ({
    width: (view.getUint32(24, true) & 0xffffff) + 1,
    height: (view.getUint32(27, true) & 0xffffff) + 1,
  }),
};

/** Walks the segments up to the start of a frame, which has the size: annex B of ITU-T T.81. */
function jpeg(view: DataView): Sniffed | null {
  if (view.getUint16(0) !== 0xffd8) return null;
  for (let at = 2; view.getUint8(at) === 0xff;) {
    const marker = view.getUint8(at + 1);
    if (isFrame(marker))
      return { ending: "jpg", height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    // A marker may be preceded by any number of fill bytes.
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return null;
}

/** SOF0 to SOF15, without the markers among them that mean something else: DHT, JPG and DAC. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
