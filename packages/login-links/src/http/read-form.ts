import { readBody } from "../shared/read-body.ts";

/** All our forms are far smaller. */
const MAX_BYTES = 8 * 1024;

/** The form in a request's body, urlencoded or multipart. Null if it is not a form, or too long to be one of ours. */
export async function readForm(request: Request): Promise<FormData | null> {
  const body = await readBody(request, MAX_BYTES);
  const type = request.headers.get("content-type") ?? "";
  return body && new Response(body, { headers: { "Content-Type": type } }).formData().catch(() => null);
}

/** A text field; null if it is missing, or a file. */
export function textIn(form: FormData | null, field: string): string | null {
  const value = form?.get(field);
  return typeof value === "string" ? value : null;
}
