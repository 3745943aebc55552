import type { Actor } from "@/convex/model/audit";

/** Who did something; `name` is the address of a user and the name of an API key. */
export function actorInWords(kind: Actor["kind"], name: string): string {
  if (kind === "apiKey") return `API key “${name}”`;
  if (kind === "user") return name;
  return kind === "backend" ? "Backend code" : "A visitor";
}
