import { respond, withTimeout } from "@latchkey/login-links/http";
import { fetchQuery } from "convex/nextjs";
import { api } from "@/convex/_generated/api";
import type { Brand } from "@/lib/brand/brand";
import { hashInFile } from "@/lib/brand/paths";
import { getBrand } from "@/lib/server/brand";
import { drawLinkPicture } from "@/lib/server/link-picture";
import { log } from "@/lib/server/log";
import { route } from "@/lib/server/route";

export const dynamic = "force-dynamic";

const TIMEOUT_MS = 5_000;
/** The picture without a name, for names that cannot be drawn. */
const NAMELESS = "/og.png";

type Png = Uint8Array<ArrayBuffer> | null;
/** The last picture. There is only one at a time, so many requests draw it once. */
let last: { key: string; png: Promise<Png> } | undefined;

function pictureOf(brand: Brand): Promise<Png> {
  const { name, accent, logo } = brand;
  const key = JSON.stringify([name, accent.light, logo?.light.url]);
  if (last?.key !== key) last = { key, png: draw(brand) };
  return last.png;
}

/** Never fails: people who share a link see the picture without a name instead. The next request tries again. */
async function draw({ name, accent, logo }: Brand): Promise<Png> {
  try {
    return await drawLinkPicture({ name, accent, logo: await logoBytes(logo) });
  } catch (error) {
    log.error("brand.picture", error);
    last = undefined;
    return null;
  }
}

/**
 * The bytes of an uploaded logo. A logo on another site is not fetched; the picture has the name's first letter
 * instead.
 */
async function logoBytes(logo: Brand["logo"]): Promise<Uint8Array | null> {
  const hash = hashInFile(logo?.light.url.replace(/^.*\//, "") ?? "");
  const png = hash && (await withTimeout(() => fetchQuery(api.brand.logo, { hash }), TIMEOUT_MS));
  return png ? new Uint8Array(png) : null;
}

/** The picture that other sites show beside a link to this one: the name or the logo, on the brand's colour. */
async function sendPicture(): Promise<Response> {
  const png = await pictureOf(getBrand());
  const caching = { "Cache-Control": "public, max-age=300" };
  if (png === null) return respond(307, { ...caching, Location: NAMELESS });
  return new Response(png, { headers: { ...caching, "Content-Type": "image/png" } });
}

/** HEAD is included, because Next would otherwise run GET for it. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: sendPicture,
  HEAD: () => respond(204),
});
