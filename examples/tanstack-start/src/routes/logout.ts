import { serverRoute } from "@latchkey/login-links/tanstack";
import { createFileRoute } from "@tanstack/react-router";
import { signIn } from "../sign-in.server";

export const Route = createFileRoute("/logout")({ server: { handlers: serverRoute(signIn.signOut) } });
