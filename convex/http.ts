import { httpRouter } from "convex/server";
import { authComponent, createAuth } from "./auth";
import { mintLoginLink } from "./model/loginLinksHttp";

const http = httpRouter();

// Lazily: building Better Auth while this module is imported would need what Convex has only inside a call.
authComponent.registerRoutesLazy(http, createAuth, { basePath: "/api/auth" });

http.route({ path: "/api/login-links", method: "POST", handler: mintLoginLink });

export default http;
