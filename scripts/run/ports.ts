import net from "node:net";
import { PlainError } from "./plain-error";

export interface Ports {
  app: number;
  convex: number;
  /** The port of HTTP actions; always `convex` + 1. */
  convexSite: number;
  mailbox: number;
}

interface PortUse {
  holder: keyof Ports;
  what: string;
  variable: string;
}

const USES: readonly PortUse[] = [
  { holder: "app", what: "the app", variable: "PORT" },
  { holder: "convex", what: "the local Convex deployment", variable: "CONVEX_LOCAL_PORT" },
  {
    holder: "convexSite",
    what: "the HTTP actions of the local Convex deployment",
    variable: "CONVEX_LOCAL_PORT",
  },
  { holder: "mailbox", what: "the mailbox", variable: "MAILBOX_PORT" },
];

const DEFAULT_PORTS: Ports = { app: 3000, convex: 3210, convexSite: 3211, mailbox: 3025 };

/** @throws PlainError if a variable is not a port number */
export function readPorts(env: Readonly<NodeJS.Dict<string>>): Ports {
  const convex = readPort(env, "CONVEX_LOCAL_PORT", DEFAULT_PORTS.convex);
  return {
    app: readPort(env, "PORT", DEFAULT_PORTS.app),
    convex,
    convexSite: convex + 1,
    mailbox: readPort(env, "MAILBOX_PORT", DEFAULT_PORTS.mailbox),
  };
}

function readPort(env: Readonly<NodeJS.Dict<string>>, variable: string, otherwise: number): number {
  const text = env[variable];
  if (text === undefined || text === "") return otherwise;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_535) return port;
  throw new PlainError(`${variable}=${text} is not a port. Use a number from 1 to 65534.`);
}

/** @throws PlainError that names the first port that is used twice or already in use, and how to choose another */
export async function requireFreePorts(ports: Ports, needed: readonly (keyof Ports)[]): Promise<void> {
  const uses = USES.filter((use) => needed.includes(use.holder));
  refuseTwins(ports, uses);
  for (const use of uses) {
    const port = ports[use.holder];
    if (!(await isPortFree(port))) throw new PlainError(takenSentence(port, use));
  }
}

function refuseTwins(ports: Ports, uses: readonly PortUse[]): void {
  for (const [index, use] of uses.entries()) {
    const port = ports[use.holder];
    const twin = uses.slice(0, index).find((other) => ports[other.holder] === port);
    if (!twin) continue;
    throw new PlainError(
      `Port ${port} is set for both ${twin.what} and ${use.what}. Change ${use.variable}.`,
    );
  }
}

function takenSentence(port: number, use: PortUse): string {
  return (
    `Port ${port}, for ${use.what}, is already in use, perhaps by an \`npm run dev\` that is still running ` +
    `(run \`lsof -i :${port}\` to see). Stop that program, or choose another port with ${use.variable}=${port + 10}.`
  );
}

/** Tries the loopback address and all addresses, because a listener on either would be a conflict. */
export async function isPortFree(port: number): Promise<boolean> {
  return (await canListen(port, "127.0.0.1")) && (await canListen(port));
}

function canListen(port: number, host?: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
