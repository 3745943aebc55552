import type { Actor } from "@/convex/model/audit";

/** Who did something. `name` is a user's address or an API key's name. */
export function actorLabel(kind: Actor["kind"], name: string): string {
  if (kind === "apiKey") return `API key “${name}”`;
  if (kind === "user") return name;
  return kind === "backend" ? "Backend code" : "A visitor";
}
