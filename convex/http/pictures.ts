import { pictureOfFile } from "../../lib/pictures/address";
import { pictureHeaders } from "../../lib/pictures/headers";
import { NO_PICTURE } from "../../lib/messages/pictures";
import { internal } from "../_generated/api";
import { httpAction } from "../functions";

/**
 * `GET /pictures/<file>`: serves an uploaded picture to everybody. The app's route /pictures/ forwards to it, so that
 * addresses in mails are on the app's domain and do not change when the app moves to another Convex deployment.
 */
export const servePicture = httpAction(async (ctx, request) => {
  const file = new URL(request.url).pathname.slice("/pictures/".length);
  const key = pictureOfFile(file)?.key;
  const picture =
    key === undefined ? null : await ctx.runQuery(internal.model.pictures.pictures.find, { key });
  const blob = picture && (await ctx.storage.get(picture.storageId));
  if (!picture || !blob)
    return new Response(`${NO_PICTURE}\n`, {
      status: 404,
      headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" },
    });
  return new Response(blob, { headers: pictureHeaders(picture.ending) });
});
