import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { ApiError } from "../api/errors";
import { errorReply, type Call, type Handler, type Reply } from "./reply";

/** Resend accepts 40 MB for each email, attachments included. */
const MAX_BODY_BYTES = 40 * 1024 * 1024;

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new ApiError("validation_error", "The request body is over 40 MB.", 413);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

async function toCall(request: IncomingMessage, response: ServerResponse): Promise<Call> {
  const url = new URL(request.url ?? "/", "http://localhost");
  const gone = new AbortController();
  response.on("close", () => gone.abort());
  return {
    method: request.method ?? "GET",
    path: url.pathname,
    params: {},
    query: url.searchParams,
    headers: Object.fromEntries(Object.entries(request.headers).map(([k, v]) => [k, [v].flat().join(", ")])),
    body: await readBody(request),
    gone: gone.signal,
  };
}

function write(response: ServerResponse, reply: Reply, withBody: boolean): void {
  if (reply.cut) {
    response.socket?.destroy();
    return;
  }
  response.writeHead(reply.status, { "cache-control": "no-store", ...reply.headers });
  if (!reply.stream || !withBody) {
    response.end(withBody ? reply.body : undefined);
    return;
  }
  response.flushHeaders();
  response.on(
    "close",
    reply.stream((chunk) => response.write(chunk)),
  );
}

async function answer(handler: Handler, request: IncomingMessage, response: ServerResponse): Promise<void> {
  let reply: Reply;
  try {
    reply = await handler(await toCall(request, response));
  } catch (error) {
    reply = errorReply(
      error instanceof ApiError ? error : new ApiError("internal_server_error", String(error)),
    );
  }
  if (!response.destroyed) write(response, reply, request.method !== "HEAD");
}

function listenOn(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

/** "localhost" may mean ::1 first; a machine without IPv6 has only 127.0.0.1, which is enough. */
const WITHOUT_IPV6 = new Set(["EADDRNOTAVAIL", "EAFNOSUPPORT"]);

/**
 * Serves on the loopback addresses only, never on the network.
 * @param port 0 chooses any free port (on 127.0.0.1 only)
 * @throws the system's error, e.g. with code EADDRINUSE
 */
export async function listen(
  port: number,
  handler: Handler,
): Promise<{ port: number; close: () => Promise<void> }> {
  const onRequest = (request: IncomingMessage, response: ServerResponse) =>
    void answer(handler, request, response);
  const servers = [serverFor(onRequest)];
  const bound = await listenOn(servers[0] as Server, port, "127.0.0.1");
  if (port !== 0) {
    const six = serverFor(onRequest);
    try {
      await listenOn(six, port, "::1");
      servers.push(six);
    } catch (error) {
      if (!WITHOUT_IPV6.has((error as NodeJS.ErrnoException).code ?? "")) {
        servers[0]?.close();
        throw error;
      }
    }
  }
  return { port: bound, close: () => closeAll(servers) };
}

/**
 * Longer than any caller pauses. By default Node closes a connection that was idle for five seconds. A caller that has
 * paused as long could send a request on a connection that is being closed, and get no answer.
 */
const KEEP_ALIVE_MS = 65_000;

function serverFor(onRequest: (request: IncomingMessage, response: ServerResponse) => void): Server {
  const server = createServer(onRequest);
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  return server;
}

async function closeAll(servers: Server[]): Promise<void> {
  await Promise.all(
    servers.map((server) => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    }),
  );
}
