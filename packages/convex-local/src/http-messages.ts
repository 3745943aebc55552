import { createBrotliDecompress, createGunzip } from "node:zlib";
import type http from "node:http";
import { RequestError } from "./errors";
import type { RequestMetadata } from "./types";

const MAX_BODY_BYTES = 200 * 1024 * 1024;

/** The whole body, decompressed if necessary. */
export function readUnpackedBody(request: http.IncomingMessage): Promise<Buffer> {
  const encoding = request.headers["content-encoding"];
  if (encoding === "br") return readBody(request.pipe(createBrotliDecompress()));
  if (encoding === "gzip") return readBody(request.pipe(createGunzip()));
  return readBody(request);
}

/** The whole body, byte for byte. */
export async function readBody(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as unknown as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES)
      throw new RequestError(413, "PayloadTooLarge", "A request may have 200 MiB at most.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export function parseJson<T>(body: Buffer): T {
  try {
    return JSON.parse(body.toString("utf8")) as T;
  } catch {
    throw new RequestError(400, "InvalidJSON", "The body of the request is not JSON.");
  }
}

export function sendJson(response: http.ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body ?? null));
}

/** Answers with the error as `{ code, message }`. */
export function sendError(response: http.ServerResponse, error: unknown): void {
  if (error instanceof RequestError)
    return sendJson(response, error.status, { code: error.code, message: error.message });
  const message = error instanceof Error ? error.message : String(error);
  sendJson(response, 500, { code: "InternalServerError", message });
}

/**
 * The address and browser of a request. The address is the other end of the connection; headers that claim another one
 * are ignored.
 */
export function metadataOf(request: http.IncomingMessage): RequestMetadata {
  return {
    ip: request.socket.remoteAddress?.replace(/^::ffff:/, "") ?? null,
    userAgent: request.headers["user-agent"] ?? null,
  };
}
