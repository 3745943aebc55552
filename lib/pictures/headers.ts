import { PICTURE_TYPES, type PictureEnding } from "./address";

/** A year. The bytes behind an address never change. */
const MAX_AGE_S = 365 * 24 * 3_600;

/**
 * The headers of a picture. Mail programs fetch it from anywhere, so every site may show it and every cache may keep
 * it. The type comes from our own list, browsers must not guess another one, and a picture that is opened as a page
 * cannot run or load anything.
 */
export const pictureHeaders = (ending: PictureEnding): Record<string, string> => ({
  "Content-Type": PICTURE_TYPES[ending],
  "Content-Disposition": `inline; filename="picture.${ending}"`,
  "Cache-Control": `public, max-age=${MAX_AGE_S}, immutable`,
  "Content-Security-Policy": "default-src 'none'; sandbox",
  "Cross-Origin-Resource-Policy": "cross-origin",
  "X-Content-Type-Options": "nosniff",
});
