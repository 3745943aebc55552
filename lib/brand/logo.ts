/** Logos are PNG files. The page Brand converts other pictures before it sends them. */

/** In bytes, so that a logo fits in one call. */
export const MAX_LOGO_BYTES = 60_000;
/** In pixels: large enough for a logo that is shown 32 pixels high on a screen with three pixels for each. */
export const MAX_LOGO_WIDTH = 720;
export const MAX_LOGO_HEIGHT = 96;

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const HEADER_CHUNK = 0x49484452;

/** The size of a PNG in pixels; null if the bytes are not a PNG. Source: https://www.w3.org/TR/png-3/#11IHDR */
export function pngSize(bytes: ArrayBuffer): { width: number; height: number } | null {
  const view = new DataView(bytes);
  if (bytes.byteLength < 33 || !SIGNATURE.every((byte, index) => view.getUint8(index) === byte)) return null;
  if (view.getUint32(12) !== HEADER_CHUNK) return null;
  return { width: view.getUint32(16), height: view.getUint32(20) };
}
