import type http from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer, type WebSocket } from "ws";
import type { Authenticator } from "../auth";
import type { LocalDeployment } from "../deployment";
import { metadataOf } from "../http-messages";
import { Connection } from "./connection";
import type { ClientMessage, ServerMessage } from "./protocol";
import { Sessions } from "./sessions";

const PATH = /^\/api\/[^/]+\/sync$/;
const PING_EVERY_MS = 15_000;

/** Every client that is connected by WebSocket. */
export class SyncServer {
  readonly sessions = new Sessions();
  private readonly sockets = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 * 1024 });
  private readonly connections = new Map<WebSocket, Connection>();

  constructor(
    private readonly deployment: LocalDeployment,
    private readonly authenticator: Authenticator,
  ) {
    deployment.backend.onCommit(({ changes }) => {
      for (const connection of this.connections.values()) connection.touch(changes);
    });
    deployment.onActivate(() => this.touchAll());
  }

  /** Makes every query run again, because the code or the environment variables changed. */
  touchAll(): void {
    for (const connection of this.connections.values()) connection.touchAll();
  }

  /** Accepts a WebSocket. Call this for the `upgrade` event of the API's server. */
  accept(request: http.IncomingMessage, socket: Duplex, head: Buffer): void {
    const path = (request.url ?? "").split("?")[0]!;
    if (!PATH.test(path)) return void socket.destroy();
    this.sockets.handleUpgrade(request, socket, head, (webSocket) => this.connect(webSocket, request));
  }

  close(): void {
    for (const socket of this.connections.keys()) socket.terminate();
    this.sockets.close();
  }

  private connect(socket: WebSocket, request: http.IncomingMessage): void {
    const send = (message: ServerMessage) => {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
    };
    const { deployment, authenticator, sessions } = this;
    const connection = new Connection({
      deployment,
      authenticator,
      sessions,
      metadata: metadataOf(request),
      send,
      close: (code, reason) => socket.close(code, reason),
    });
    this.connections.set(socket, connection);
    const ping = setInterval(() => send({ type: "Ping" }), PING_EVERY_MS);
    socket.on("message", (data: Buffer) => {
      const message = parse(data);
      if (message) connection.receive(message);
      else socket.close(1003, "Not a message of the sync protocol");
    });
    socket.on("error", () => socket.terminate());
    socket.on("close", () => {
      clearInterval(ping);
      this.connections.delete(socket);
    });
  }
}

function parse(data: Buffer): ClientMessage | null {
  try {
    return JSON.parse(data.toString("utf8")) as ClientMessage;
  } catch {
    return null;
  }
}
