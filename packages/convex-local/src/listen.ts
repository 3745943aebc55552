import http from "node:http";
import type { Duplex } from "node:stream";

type Handler = (request: http.IncomingMessage, response: http.ServerResponse) => Promise<void>;
type Upgrade = (request: http.IncomingMessage, socket: Duplex, head: Buffer) => void;

/** The name "localhost" may mean either address. Not every machine has ::1. */
const ADDRESSES = ["127.0.0.1", "::1"];

/** Listens on a port of this machine, for this machine only. Returns a function that stops it. */
export async function listen(
  port: number,
  handler: Handler,
  upgrade?: Upgrade,
): Promise<() => Promise<void>> {
  const servers: http.Server[] = [];
  for (const address of ADDRESSES) {
    const server = http.createServer((request, response) => void handler(request, response));
    server.keepAliveTimeout = 65_000;
    if (upgrade) server.on("upgrade", upgrade);
    if (await started(server, port, address)) servers.push(server);
  }
  return async () => void (await Promise.all(servers.map(stop)));
}

function started(server: http.Server, port: number, address: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE")
        reject(new Error(`Port ${port} is taken: set CONVEX_LOCAL_PORT to another one.`));
      else if (address === ADDRESSES[0]) reject(error);
      else resolve(false);
    });
    server.listen(port, address, () => resolve(true));
  });
}

function stop(server: http.Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
