import { pictureOfFile } from "@/lib/pictures/address";
import { pictureHeaders } from "@/lib/pictures/headers";
import { NO_PICTURE } from "@/lib/messages/pictures";
import { env } from "@/lib/server/env";
import { route } from "@/lib/server/route";

type Context = { params: Promise<{ file: string }> };

/** How long to wait for Convex, in ms. A mail program that gets no picture asks again later. */
const TIMEOUT = 10_000;

/**
 * Serves an uploaded picture to the mails that contain it. The bytes come from Convex, but all headers are set here.
 * Caches in front of this site keep the response, so most requests do not reach Convex.
 */
async function showPicture({ method }: Request, { params }: Context): Promise<Response> {
  const { file } = await params;
  const picture = pictureOfFile(file);
  if (!picture) return noPicture();
  const answer = await fetch(`${env.NEXT_PUBLIC_CONVEX_SITE_URL}/pictures/${file}`, {
    method,
    cache: "no-store",
    signal: AbortSignal.timeout(TIMEOUT),
  });
  if (answer.status === 404) return noPicture();
  if (!answer.ok) throw new Error(`Convex answered ${answer.status} for a picture`);
  const length = answer.headers.get("Content-Length");
  const headers = {
    ...pictureHeaders(picture.ending),
    ...(length === null ? {} : { "Content-Length": length }),
  };
  return new Response(answer.body, { headers });
}

const noPicture = () =>
  new Response(`${NO_PICTURE}\n`, {
    status: 404,
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" },
  });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route<Context>({
  GET: showPicture,
  HEAD: showPicture,
});
