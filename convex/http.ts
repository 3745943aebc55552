import { httpRouter } from "convex/server";
import { authComponent, createAuth } from "./auth";
import { mintLoginLink } from "./model/loginLinksHttp";
import { resendWebhook } from "./model/webhookHttp";

const http = httpRouter();

// Lazily: building Better Auth while this module is imported would need what Convex has only inside a call.
authComponent.registerRoutesLazy(http, createAuth, { basePath: "/api/auth" });

http.route({ path: "/api/login-links", method: "POST", handler: mintLoginLink });

http.route({ path: "/resend/webhook", method: "POST", handler: resendWebhook });

export default http;
