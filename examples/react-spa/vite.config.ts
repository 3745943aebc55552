import { pageHeaders } from "@latchkey/login-links/http";
import react from "@vitejs/plugin-react";
import { defineConfig, type ProxyOptions } from "vite";

/** The defaults are enough for a build, which needs no addresses. */
const {
  SITE_URL = "http://localhost:3000",
  VITE_CONVEX_URL = "",
  VITE_CONVEX_SITE_URL,
  PROXY_HEADER_SECRET = "",
  PORT = "3000",
} = process.env;

/** The same rewrites as in `vercel.json` and `netlify.toml` for production. /login itself is a page of this app. */
const HANDED_ON = "^/(api/auth/.*|login/(callback|confirm|request|renew|state)|logout)(\\?.*)?$";

const toConvex: ProxyOptions = {
  target: VITE_CONVEX_SITE_URL,
  changeOrigin: true,
  configure: (proxy) =>
    proxy.on("proxyReq", (request, { socket }) => {
      // Both headers replace any value that the visitor sent under these names.
      request.setHeader("x-visitor-address", socket.remoteAddress ?? "");
      request.setHeader("x-proxy-secret", PROXY_HEADER_SECRET);
    }),
};

const port = Number(PORT);
const server = { host: "127.0.0.1", port, strictPort: true, proxy: { [HANDED_ON]: toConvex } };

export default defineConfig({
  plugins: [react()],
  server,
  preview: { ...server, headers: pageHeaders({ siteUrl: SITE_URL, url: VITE_CONVEX_URL }) },
});
