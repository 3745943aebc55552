import { pageHeaders } from "@latchkey/login-links/http";
import { createCsrfMiddleware, createMiddleware, createStart } from "@tanstack/react-start";
import { site } from "./sign-in.server";

/**
 * Adds the page headers, except those that a route has set. A response from `fetch` is immutable, so a copy is
 * returned.
 */
const secured = createMiddleware().server(async ({ next }) => {
  const nonce = crypto.randomUUID();
  const result = await next({ context: { nonce } });
  const response = new Response(result.response.body, result.response);
  for (const [name, value] of Object.entries(pageHeaders({ ...site, nonce })))
    if (!response.headers.has(name)) response.headers.set(name, value);
  return { ...result, response };
});

/** Only server functions need this check, because the form routes check the origin of each request themselves. */
const csrf = createCsrfMiddleware({ filter: ({ handlerType }) => handlerType === "serverFn" });

export const startInstance = createStart(() => ({ requestMiddleware: [secured, csrf] }));
