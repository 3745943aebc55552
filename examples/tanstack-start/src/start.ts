import { createCsrfMiddleware, createMiddleware, createStart } from "@tanstack/react-start";
import { securityHeaders } from "./security";

/** What a route has set itself stays. A response that came from `fetch` cannot be changed, so a copy goes out. */
const secured = createMiddleware().server(async ({ next }) => {
  const nonce = crypto.randomUUID();
  const { response: answer } = await next({ context: { nonce } });
  const response = new Response(answer.body, answer);
  const headers = securityHeaders(nonce, process.env.SITE_URL!, process.env.VITE_CONVEX_URL!);
  for (const [name, value] of Object.entries(headers))
    if (!response.headers.has(name)) response.headers.set(name, value);
  return response;
});

/** The forms check who sent them by themselves. */
const csrf = createCsrfMiddleware({ filter: ({ handlerType }) => handlerType === "serverFn" });

export const startInstance = createStart(() => ({ requestMiddleware: [secured, csrf] }));
