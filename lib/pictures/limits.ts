/** The largest upload in bytes, after the browser has made the picture smaller. */
export const MAX_PICTURE_BYTES = 1_000_000;
/** In pixels: some two to three times the width of a mail's text, so that it is sharp on every screen. */
export const MAX_PICTURE_WIDTH = 1_200;
export const MAX_PICTURE_HEIGHT = 2_400;
