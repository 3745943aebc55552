import { serverRoute } from "@latchkey/login-links/tanstack";
import { createFileRoute } from "@tanstack/react-router";
import { betterAuth } from "../sign-in.server";

export const Route = createFileRoute("/api/auth/$")({ server: { handlers: serverRoute(betterAuth) } });
