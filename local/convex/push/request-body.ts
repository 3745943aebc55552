import { brotliDecompressSync, constants, gunzipSync } from "node:zlib";
import { PushError } from "../types";
import { checkRequestSize, LIMITS } from "./rules/sizes";

/** The JSON of a request that the CLI made: brotli for pushes, plain otherwise. Undefined when there is none. */
export function parseBody(body: Buffer, contentEncoding: string | undefined): unknown {
  if (body.length === 0) return undefined;
  const text = decompress(body, contentEncoding);
  checkRequestSize(text.length);
  try {
    return JSON.parse(text.toString("utf8")) as unknown;
  } catch {
    throw new PushError("BadJsonBody", "The request's body is not JSON.");
  }
}

function decompress(body: Buffer, contentEncoding: string | undefined): Buffer {
  const options = { maxOutputLength: LIMITS.requestBytes + 1 };
  try {
    if (contentEncoding === "br")
      return brotliDecompressSync(body, {
        ...options,
        params: { [constants.BROTLI_DECODER_PARAM_LARGE_WINDOW]: 1 },
      });
    return contentEncoding === "gzip" ? gunzipSync(body, options) : body;
  } catch (error) {
    if (error instanceof RangeError) checkRequestSize(Infinity);
    throw new PushError("BadRequestBody", `The request's body is not ${contentEncoding}.`);
  }
}
