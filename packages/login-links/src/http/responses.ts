/** 303: the browser continues with GET, whatever its method was. */
export function redirect(location: string, setCookies: readonly string[] = []): Response {
  return respond(303, { Location: location }, setCookies);
}

/** Never stored and without a referrer, so that neither a cache nor the next site learns of a link. */
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
