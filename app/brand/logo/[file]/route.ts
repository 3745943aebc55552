import { respond, withTimeout } from "@latchkey/login-links/http";
import { fetchQuery } from "convex/nextjs";
import { api } from "@/convex/_generated/api";
import { hashInFile } from "@/lib/brand/paths";
import { route } from "@/lib/server/route";

const TIMEOUT_MS = 5_000;

type Context = { params: Promise<{ file: string }> };

/** A logo that an admin has uploaded. Its name is its hash, so it never changes, and caches may keep it. */
async function sendLogo(_request: Request, { params }: Context): Promise<Response> {
  const hash = hashInFile((await params).file);
  const png = hash && (await withTimeout(() => fetchQuery(api.brand.logo, { hash }), TIMEOUT_MS));
  if (!png) return respond(404);
  return new Response(png, {
    headers: { "Content-Type": "image/png", "Cache-Control": "public, max-age=31536000, immutable" },
  });
}

/** HEAD is included, because Next would otherwise run GET for it. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route<Context>({
  GET: sendLogo,
  HEAD: () => respond(204),
});
