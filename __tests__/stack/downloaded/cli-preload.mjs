/**
 * Loaded into the unmodified Convex CLI. It answers the CLI's calls to Convex's servers, and makes the ports of
 * `npm run dev` look taken. The CLI runs backend.ts in place of a downloaded backend.
 */
import net from "node:net";

const NAME = "anonymous-agent";
const send = globalThis.fetch;

globalThis.fetch = async (input, init) => {
  const { hostname, pathname, origin } = new URL(input instanceof Request ? input.url : input);
  if (hostname === "version.convex.dev") return Response.json({ version: process.env.DOWNLOADED_VERSION });
  // The CLI checks the backend's name, but only Convex's own backend returns one. This answers if the stand-in is
  // running.
  if (pathname === "/instance_name") return (await send(`${origin}/version`)).ok && new Response(NAME);
  return send(input, init);
};

const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (...args) {
  const port = Number(typeof args[0] === "object" ? args[0]?.port : args[0]);
  if (!(port >= 3000 && port < 3400)) return listen.apply(this, args);
  process.nextTick(() => this.emit("error", Object.assign(new Error("taken"), { code: "EADDRINUSE" })));
  return this;
};
