/** A proxy between two programs that lets one request fail. */
import { once } from "node:events";
import http from "node:http";
import net from "node:net";
import type { Duplex } from "node:stream";

/**
 * `cut`: the connection ends before the request arrives. `lost`: the request is carried out, but its answer never
 * arrives.
 */
export const FAULTS = ["cut", "lost", "503"] as const;
export type Fault = (typeof FAULTS)[number];

/** Which request fails, and how: the request with the number `at`, counted from 0, or every request for `path`. */
export type Plan = { fault: Fault } & ({ at: number } | { path: string });

export interface Seen {
  method: string;
  path: string;
}

/** All connections from one program to another, over any number of ports. */
export class Hop {
  readonly seen: Seen[] = [];
  #plan: Plan | null = null;
  #isCounted: (path: string) => boolean = () => true;
  readonly #servers: http.Server[] = [];

  /** Starts counting at zero, and lets the planned request fail. Without a plan it only counts. */
  begin(plan: Plan | null, isCounted: (path: string) => boolean = () => true): void {
    this.seen.length = 0;
    this.#plan = plan;
    this.#isCounted = isCounted;
  }

  async listen(port: number, target: number): Promise<void> {
    const server = http.createServer((incoming, outgoing) => this.#pass(incoming, outgoing, target));
    server.on("upgrade", (incoming, socket, head) => this.#upgrade(incoming, socket, head, target));
    await once(server.listen(port), "listening");
    this.#servers.push(server);
  }

  close(): void {
    for (const server of this.#servers) {
      server.close();
      server.closeAllConnections();
    }
  }

  #faultOf({ method = "", url = "" }: http.IncomingMessage): Fault | null {
    if (!this.#isCounted(url)) return null;
    const at = this.seen.push({ method, path: url }) - 1;
    if (this.#plan === null) return null;
    const isMeant = "at" in this.#plan ? this.#plan.at === at : this.#plan.path === url;
    return isMeant ? this.#plan.fault : null;
  }

  #pass(incoming: http.IncomingMessage, outgoing: http.ServerResponse, port: number): void {
    const fault = this.#faultOf(incoming);
    if (fault === "cut") return void incoming.socket.destroy();
    // Closes the connection after each response, because a browser by itself repeats a request that failed on a
    // connection that was used before.
    outgoing.setHeader("Connection", "close");
    if (fault === "503") return void outgoing.writeHead(503).end("Service Unavailable");
    const { method, url: path, headers } = incoming;
    const request = http.request(
      { host: "127.0.0.1", port, method, path, headers, agent: false },
      (answer) => {
        if (fault === "lost") return void answer.resume().on("end", () => incoming.socket.destroy());
        const { connection: _ours, ...rest } = answer.headers;
        outgoing.writeHead(answer.statusCode ?? 502, rest);
        answer.pipe(outgoing);
      },
    );
    request.on("error", () => incoming.socket.destroy());
    incoming.pipe(request);
  }

  /** Handles a WebSocket. Its connection counts as one request. */
  #upgrade(incoming: http.IncomingMessage, socket: Duplex, head: Buffer, port: number): void {
    socket.on("error", () => socket.destroy());
    if (this.#faultOf(incoming) !== null) return void socket.destroy();
    const upstream = net.connect(port, "127.0.0.1", () => {
      upstream.write(`${incoming.method} ${incoming.url} HTTP/1.1\r\n${rawHeaders(incoming)}\r\n`);
      upstream.write(head);
      socket.pipe(upstream).pipe(socket);
    });
    upstream.on("error", () => socket.destroy());
    socket.on("close", () => upstream.destroy());
  }
}

function rawHeaders({ rawHeaders }: http.IncomingMessage): string {
  const lines = rawHeaders.flatMap((value, index) =>
    index % 2 ? [] : [`${value}: ${rawHeaders[index + 1]}\r\n`],
  );
  return lines.join("");
}
