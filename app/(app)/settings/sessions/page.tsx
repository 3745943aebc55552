import type { Metadata } from "next";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/sessions";
import { preloadAuthQuery } from "@/lib/server/auth-server";
import { requireUser } from "@/lib/server/session";
import { SessionList } from "./session-list";

export const metadata: Metadata = { title: messages.TITLE };

export default async function SessionsPage() {
  await requireUser("/settings/sessions");
  return <SessionList sessions={await preloadAuthQuery(api.sessions.list)} />;
}
