/** The body, or null where it is longer: it is not read on, whatever Content-Length says or leaves unsaid. */
export async function readAtMost(request: Request, limit: number): Promise<Blob | null> {
  const chunks: BlobPart[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > limit) return null;
    chunks.push(chunk);
  }
  return new Blob(chunks);
}
