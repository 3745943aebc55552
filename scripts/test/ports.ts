import { isPortFree, type Ports } from "../run/ports";

/**
 * These ports are different from those of `npm run dev`, so that tests can run at the same time. They are always the
 * same, so that the build for the tests can be reused.
 */
export const TEST_PORTS: Ports = { app: 3100, convex: 3310, convexSite: 3311, mailbox: 3125 };

/** The variables that give a preview these ports. */
export function portVariables(ports: Ports): Record<"PORT" | "CONVEX_LOCAL_PORT" | "MAILBOX_PORT", string> {
  return {
    PORT: String(ports.app),
    CONVEX_LOCAL_PORT: String(ports.convex),
    MAILBOX_PORT: String(ports.mailbox),
  };
}

/** The first free set of ports, counting up from the usual ones by ten. */
export async function freeTestPorts(): Promise<Ports> {
  for (let step = 0; step < 200; step += 10) {
    const ports = shift(TEST_PORTS, step);
    const free = await Promise.all(Object.values(ports).map((port: number) => isPortFree(port)));
    if (free.every(Boolean)) return ports;
  }
  return TEST_PORTS;
}

function shift(ports: Ports, step: number): Ports {
  return {
    app: ports.app + step,
    convex: ports.convex + step,
    convexSite: ports.convexSite + step,
    mailbox: ports.mailbox + step,
  };
}
