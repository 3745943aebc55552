import type http from "node:http";
import { RequestError } from "../errors";
import { readBody, sendJson } from "../http-messages";
import type { FileStorage } from "./storage";

/** MAX_CACHE_AGE in Convex's crates/local_backend/src/storage.rs. */
const MAX_AGE_S = 60 * 60 * 24 * 30;
const PREFIX = "/api/storage/";
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const MEDIA_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?:\s*;\s*[\w!#$&^.+-]+=(?:[\w!#$&^.+-]+|"[^"]*"))*$/;

export const isStoragePath = (pathname: string): boolean => pathname.startsWith(PREFIX);

/**
 * Uploads and files, as in Convex's crates/local_backend/src/storage.rs. Convex does not limit the size of an
 * upload, so only the limit for all requests applies. Range requests are not supported.
 */
export async function handleStorageRequest(
  files: FileStorage,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://local");
  const isUpload = pathname === `${PREFIX}upload`;
  const methods = isUpload ? ["POST"] : ["GET", "HEAD"];
  if (!methods.includes(request.method ?? ""))
    return void response.writeHead(405, { allow: methods.join(",") }).end();
  if (isUpload) return upload(files, searchParams.get("token"), request, response);
  serve(files, pathname.slice(PREFIX.length), searchParams.get("component") ?? "", response);
}

async function upload(
  files: FileStorage,
  token: string | null,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  if (token === null)
    throw new RequestError(400, "BadQueryArgs", "Failed to deserialize query string: missing field `token`");
  const componentPath = files.componentOf(token);
  const contentType = request.headers["content-type"] ?? null;
  if (contentType !== null && !MEDIA_TYPE.test(contentType)) throw badHeader("content-type");
  const sha256 = digestOf(request.headers.digest);
  const storageId = await files.store(componentPath, { bytes: await readBody(request), contentType, sha256 });
  sendJson(response, 200, { storageId });
}

function digestOf(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  const [, sha256] = /^sha-256=([A-Za-z0-9+/]{43}=)$/.exec(String(header)) ?? [];
  if (sha256 === undefined) throw badHeader("digest");
  return sha256;
}

const badHeader = (name: string) =>
  new RequestError(400, "BadHeader", `Bad header for ${name}: invalid HTTP header`);

function serve(files: FileStorage, uuid: string, component: string, response: http.ServerResponse): void {
  if (!UUID.test(uuid))
    throw new RequestError(
      400,
      "InvalidStoragePath",
      `Invalid storage path: "${uuid}". Please use \`storage.getUrl(storageId: Id<"_storage">)\` to generate a valid URL to retrieve files. See https://docs.convex.dev/file-storage/serve-files for more details`,
    );
  const file = files.served(component, uuid);
  if (!file) throw new RequestError(404, "FileNotFound", `File ${uuid} not found`);
  response.writeHead(200, {
    digest: `sha-256=${file.sha256}`,
    ...(file.contentType === null ? {} : { "content-type": file.contentType }),
    "content-length": file.bytes.length,
    "cache-control": `private, max-age=${MAX_AGE_S}`,
  });
  response.end(response.req.method === "HEAD" ? undefined : file.bytes);
}
