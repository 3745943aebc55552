import { serverRoute } from "@latchkey/login-links/tanstack";
import { createFileRoute } from "@tanstack/react-router";
import { signIn } from "../sign-in.server";

/** /login/callback, /login/confirm, /login/request, /login/renew and /login/state. */
export const Route = createFileRoute("/login/$")({ server: { handlers: serverRoute(signIn.answer) } });
