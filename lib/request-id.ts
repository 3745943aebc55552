/** The id that connects all records of one request: Next's log, Convex's log, the audit log, the error page. */
export const REQUEST_ID_HEADER = "x-request-id";

export const newRequestId = (): string => crypto.randomUUID();

/** The id that middleware.ts gave a request. It replaced any id that the caller sent under this name. */
export const requestIdIn = (headers: Headers): string | undefined =>
  headers.get(REQUEST_ID_HEADER) ?? undefined;

const given = new WeakMap<Request, string>();

/** For routes that middleware does not handle: gives the request an id, and ignores one that the caller sent. */
export function requestIdFor(request: Request): string {
  const id = given.get(request) ?? newRequestId();
  given.set(request, id);
  return id;
}
