import { respond } from "@latchkey/login-links/http";
import { checkHealth } from "@/lib/server/health";
import { route } from "@/lib/server/route";

export const dynamic = "force-dynamic";

/** For load balancers and `npm run doctor`: 200 if all is well, otherwise 503 with the problems. */
async function tellHealth(): Promise<Response> {
  const health = await checkHealth();
  const status = health.status === "ok" ? 200 : 503;
  return respond(status, { "Content-Type": "application/json" }, [], JSON.stringify(health));
}

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: tellHealth,
  HEAD: tellHealth,
});
