/** What ties together whatever is written down of one request: Next's log, Convex's log, the audit, the error page. */
export const REQUEST_ID_HEADER = "x-request-id";

export const newRequestId = (): string => crypto.randomUUID();

/** The one that middleware.ts gave a request. It is ours: what the caller sent under this name was overwritten there. */
export const requestIdIn = (headers: Headers): string | undefined =>
  headers.get(REQUEST_ID_HEADER) ?? undefined;

const given = new WeakMap<Request, string>();

/** For the routes that middleware does not see. Whatever their caller calls the request, it gets an id here, once. */
export function requestIdFor(request: Request): string {
  const id = given.get(request) ?? newRequestId();
  given.set(request, id);
  return id;
}
