import type http from "node:http";
import { callerOf, type Authenticator } from "./auth";
import type { LocalDeployment } from "./deployment";
import { describeThrown, newRequestId } from "./errors";
import { metadataOf, readBody, sendJson } from "./http-messages";
import type { Caller } from "./types";

/** Headers that belong to one connection and are set again for the next. */
const CONNECTION_HEADERS = new Set([
  "connection",
  "keep-alive",
  "transfer-encoding",
  "expect",
  "content-length",
]);

/** The deployment's site: HTTP actions. */
export async function handleSiteRequest(
  deployment: LocalDeployment,
  authenticator: Authenticator,
  incoming: http.IncomingMessage,
  outgoing: http.ServerResponse,
): Promise<void> {
  try {
    const request = await webRequest(deployment.urls.site, incoming);
    const caller = await callerOf(incoming.headers.authorization, deployment.adminKey, authenticator).catch(
      (refusal: Error): Caller => ({ kind: "anonymous", refusal }),
    );
    await send(outgoing, await deployment.fetch(request, caller, metadataOf(incoming)));
  } catch (thrown) {
    const message = `[Request ID: ${newRequestId()}] Server Error`;
    sendJson(outgoing, 500, { code: message, trace: describeThrown(thrown) });
  }
}

async function webRequest(origin: string, incoming: http.IncomingMessage): Promise<Request> {
  const headers = new Headers();
  for (let at = 0; at < incoming.rawHeaders.length; at += 2) {
    const name = incoming.rawHeaders[at]!;
    if (!CONNECTION_HEADERS.has(name.toLowerCase())) headers.append(name, incoming.rawHeaders[at + 1]!);
  }
  const hasBody = incoming.method !== "GET" && incoming.method !== "HEAD";
  const body = hasBody ? await readBody(incoming) : undefined;
  return new Request(new URL(incoming.url ?? "/", origin), {
    method: incoming.method,
    headers,
    body: body?.length ? new Uint8Array(body) : undefined,
  });
}

async function send(outgoing: http.ServerResponse, response: Response): Promise<void> {
  const body = Buffer.from(await response.arrayBuffer());
  const cookies = response.headers.getSetCookie();
  response.headers.forEach((value, name) => {
    if (name !== "set-cookie" && !CONNECTION_HEADERS.has(name)) outgoing.setHeader(name, value);
  });
  if (cookies.length > 0) outgoing.setHeader("set-cookie", cookies);
  outgoing.statusCode = response.status;
  if (response.status !== 204 && response.status !== 304) outgoing.setHeader("content-length", body.length);
  outgoing.end(outgoing.req.method === "HEAD" ? undefined : body);
}
