import type { Metadata } from "next";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/passkeys";
import { preloadAuthQuery } from "@/lib/server/auth-server";
import { requireUser } from "@/lib/server/session";
import { PasskeyList } from "./passkey-list";

export const metadata: Metadata = { title: messages.TITLE };

export default async function PasskeysPage() {
  await requireUser("/settings/passkeys");
  return <PasskeyList known={await preloadAuthQuery(api.passkeys.list)} />;
}
