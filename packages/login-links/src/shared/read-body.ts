/**
 * The bytes of a body, or null if there are more than `limit`. A body that declares a greater length is refused unread;
 * without a declared length, reading stops once the limit is exceeded.
 */
export async function readBody(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (Number(request.headers.get("content-length")) > limit) return null;
  // Uses the stream's reader, because streams in Convex cannot be iterated.
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.byteLength;
    if (length > limit) return null;
    chunks.push(value);
  }
  return joined(chunks, length);
}

/** A text body in UTF-8 of at most `limit` bytes, or null. */
export async function readText(request: Request, limit: number): Promise<string | null> {
  const body = await readBody(request, limit);
  return body && new TextDecoder().decode(body);
}

function joined(chunks: Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.byteLength;
  }
  return all;
}
