import { pageHeaders } from "@latchkey/login-links/http";
import { createCsrfMiddleware, createMiddleware, createStart } from "@tanstack/react-start";
import { site } from "./sign-in.server";

/** What a route has set itself stays. A response that came from `fetch` cannot be changed, so a copy goes out. */
const secured = createMiddleware().server(async ({ next }) => {
  const nonce = crypto.randomUUID();
  const result = await next({ context: { nonce } });
  const response = new Response(result.response.body, result.response);
  for (const [name, value] of Object.entries(pageHeaders({ ...site, nonce })))
    if (!response.headers.has(name)) response.headers.set(name, value);
  return { ...result, response };
});

/** The forms check by themselves who sent them. */
const csrf = createCsrfMiddleware({ filter: ({ handlerType }) => handlerType === "serverFn" });

export const startInstance = createStart(() => ({ requestMiddleware: [secured, csrf] }));
