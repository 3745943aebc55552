import { convexBackend, createSignIn, mountSignIn } from "@latchkey/login-links/http";
import { httpRouter } from "convex/server";
import { api } from "./_generated/api";
import { authComponent, createAuth } from "./auth";

const http = httpRouter();

authComponent.registerRoutesLazy(http, createAuth, { basePath: "/api/auth" });

// The host of the files forwards these paths, so for a browser everything is one site with its own cookies.
mountSignIn(http, () => {
  const site = {
    siteUrl: process.env.SITE_URL!,
    url: process.env.CONVEX_CLOUD_URL!,
    convexSiteUrl: process.env.CONVEX_SITE_URL!,
  };
  const proxySecret = process.env.INTERNAL_PROXY_SECRET!;
  return createSignIn({
    ...site,
    brand: process.env.APP_NAME ?? "Latchkey",
    backend: convexBackend({
      ...site,
      functions: api.loginLinks,
      proxySecret,
      // The host reports the caller's address and proves that it is the host. Without the proof all visitors share one
      // limit.
      trustedIpHeader: "x-visitor-address",
      trustedProxy: { header: "x-proxy-secret", secret: process.env.PROXY_HEADER_SECRET },
    }),
    reportError: (error, { step }) => console.error(step, error),
  });
});

export default http;
