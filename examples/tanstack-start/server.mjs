/** `vite build` writes a handler and a folder of files. Any host with the fetch API can serve them. */
import { serve } from "srvx";
import { staticMiddleware } from "srvx/static";
import app from "./dist/server/server.js";

serve({
  port: Number(process.env.PORT ?? 3000),
  hostname: process.env.HOST ?? "127.0.0.1",
  middleware: [staticMiddleware({ dir: "dist/client" })],
  fetch: (request) => app.fetch(request),
});
