import { httpRouter } from "convex/server";
import { betterAuthHttp } from "./http/auth";
import { mintLoginLink } from "./http/loginLinks";
import { servePicture } from "./http/pictures";
import { resendWebhook } from "./http/resendWebhook";

const http = httpRouter();

http.route({ pathPrefix: "/api/auth/", method: "GET", handler: betterAuthHttp });
http.route({ pathPrefix: "/api/auth/", method: "POST", handler: betterAuthHttp });

http.route({ path: "/api/login-links", method: "POST", handler: mintLoginLink });

http.route({ pathPrefix: "/pictures/", method: "GET", handler: servePicture });

http.route({ path: "/resend/webhook", method: "POST", handler: resendWebhook });

export default http;
