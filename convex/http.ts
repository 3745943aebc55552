import { httpRouter } from "convex/server";
import { betterAuthHttp } from "./model/authHttp";
import { mintLoginLink } from "./model/loginLinksHttp";
import { resendWebhook } from "./model/webhookHttp";

const http = httpRouter();

http.route({ pathPrefix: "/api/auth/", method: "GET", handler: betterAuthHttp });
http.route({ pathPrefix: "/api/auth/", method: "POST", handler: betterAuthHttp });

http.route({ path: "/api/login-links", method: "POST", handler: mintLoginLink });

http.route({ path: "/resend/webhook", method: "POST", handler: resendWebhook });

export default http;
