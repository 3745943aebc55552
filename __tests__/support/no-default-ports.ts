import net from "node:net";

/**
 * A developer may have `npm run dev` or another program on these ports. A test that opens or calls one of them would
 * pass on one machine and fail on another. Here such a test fails on every machine.
 */
const DEFAULTS = [3000, 3210, 3211, 3025, 3100, 3310, 3311, 3125];
const GUARDED = Symbol.for("latchkey.no-default-ports");

function portIn(argument: unknown): number | null {
  if (Array.isArray(argument)) return portIn(argument[0]);
  const isOptions = typeof argument === "object" && argument !== null && "port" in argument;
  const port = isOptions ? argument.port : argument;
  return typeof port === "number" || typeof port === "string" ? Number(port) : null;
}

function guarded<Call extends (...args: never[]) => unknown>(call: Call): Call {
  return new Proxy(call, {
    apply(target, self, args: unknown[]): unknown {
      const port = portIn(args);
      if (port === null || !DEFAULTS.includes(port)) return Reflect.apply(target, self, args);
      throw new Error(`A test uses port ${port}, which is one that the product takes: ask for a free one.`);
    },
  });
}

// Jest gives each test file its own globals, but all files in a process share one `net`.
if (!(GUARDED in net)) {
  Object.defineProperty(net, GUARDED, { value: true });
  net.Server.prototype.listen = guarded(net.Server.prototype.listen);
  net.Socket.prototype.connect = guarded(net.Socket.prototype.connect);
}
