/** 303: the browser continues with GET, whatever its method was. */
export function redirect(location: string, setCookies: readonly string[] = []): Response {
  return respond(303, { Location: location }, setCookies);
}

/**
 * A response that is never stored and sends no referrer, so that no cache and no other site receives the URL of a link.
 */
export function respond(
  status: number,
  extra: Record<string, string> = {},
  setCookies: readonly string[] = [],
  body?: string,
): Response {
  const headers = new Headers({ "Cache-Control": "no-store", "Referrer-Policy": "no-referrer", ...extra });
  for (const cookie of setCookies) headers.append("Set-Cookie", cookie);
  return new Response(body ?? null, { status, headers });
}
