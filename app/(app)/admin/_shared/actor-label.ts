import type { Actor } from "@/convex/model/audit";
import * as messages from "@/lib/messages/admin";

/** The text that shows who did something. `name` is a user's address or an API key's name. */
export function actorLabel(kind: Actor["kind"], name: string): string {
  if (kind === "apiKey") return messages.apiKey(name);
  if (kind === "user") return name;
  return kind === "backend" ? messages.BACKEND_CODE : messages.A_VISITOR;
}
