/** Pictures in campaigns' messages. */
import { v } from "convex/values";
import { picturePath, PICTURE_TYPES } from "../lib/pictures/address";
import { MAX_PICTURE_BYTES, MAX_PICTURE_HEIGHT, MAX_PICTURE_WIDTH } from "../lib/pictures/limits";
import { type Sniffed, sniffPicture } from "../lib/pictures/sniff";
import * as messages from "../lib/messages/pictures";
import { internal } from "./_generated/api";
import { fail } from "./errors";
import { writerPictureAction } from "./functions";

const { pictures } = internal.model.pictures;

/**
 * Stores a picture and returns its path on this site. The bytes come as an argument and not through an upload URL, so
 * that nothing is stored that was not checked: docs/decisions/0175-pictures.md.
 */
export const add = writerPictureAction({
  args: { bytes: v.bytes() },
  handler: async (ctx, { bytes }): Promise<{ path: string }> => {
    const { ending, width, height } = readPicture(bytes);
    const { id: userId, email } = ctx.viewer;
    await ctx.runMutation(pictures.takeUpload, { userId });
    const storageId = await ctx.storage.store(new Blob([bytes], { type: PICTURE_TYPES[ending] }));
    const picture = { storageId, ending, width, height, size: bytes.byteLength };
    const key = await ctx.runMutation(pictures.keep, { picture, by: { id: userId, email } });
    return { path: picturePath({ key, width, height, ending }) };
  },
});

function readPicture(bytes: ArrayBuffer): Sniffed {
  if (bytes.byteLength > MAX_PICTURE_BYTES) fail("invalid", messages.TOO_LARGE);
  const sniffed = sniffPicture(new Uint8Array(bytes)) ?? fail("invalid", messages.NOT_A_PICTURE);
  const isTooBig = sniffed.width > MAX_PICTURE_WIDTH || sniffed.height > MAX_PICTURE_HEIGHT;
  // A browser cannot make an animation smaller, so a GIF may be larger than other pictures.
  const isAllowed = !isTooBig || (sniffed.ending === "gif" && sniffed.width * sniffed.height <= 4_000_000);
  return isAllowed ? sniffed : fail("invalid", messages.TOO_MANY_PIXELS);
}
