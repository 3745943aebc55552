import { respond } from "@latchkey/login-links/http";
import { mailStateOf } from "@/lib/server/mail-state";
import { route } from "@/lib/server/route";
import { signIn } from "@/lib/server/sign-in";

/**
 * Returns the state of the sign-in that only the server can read from the cookies, and the state of the mail that this
 * browser waits for.
 */
async function state(request: Request): Promise<Response> {
  const known = (await (await signIn.state(request)).json()) as Record<string, unknown>;
  const body = JSON.stringify({ ...known, mail: await mailStateOf(request) });
  return respond(200, { "Content-Type": "application/json" }, [], body);
}

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: state });
