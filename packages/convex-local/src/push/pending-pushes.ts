import { randomUUID } from "node:crypto";
import { PushError, type ActivePush, type PushTarget } from "../types";

interface PendingPush {
  push: ActivePush;
  /** The variables that the code was analyzed with, as JSON. A push cannot finish if they have changed. */
  environment: string;
}

/** Pushes that were started but not finished. Codegen never finishes its own, so only the newest few are kept. */
const pending = new WeakMap<PushTarget, Map<string, PendingPush>>();
const KEPT = 4;

export function rememberPush(target: PushTarget, push: ActivePush): string {
  const pushes = pending.get(target) ?? new Map<string, PendingPush>();
  pending.set(target, pushes);
  const id = randomUUID();
  pushes.set(id, { push, environment: environmentOf(target) });
  for (const old of [...pushes.keys()].slice(0, -KEPT)) pushes.delete(old);
  return id;
}

/** The push of an earlier response of `start_push`, which the CLI sends back. */
export function findPush(
  target: PushTarget,
  schemaChange: { schemaIds?: Record<string, string> },
): ActivePush {
  const found = pending.get(target)?.get(schemaChange.schemaIds?.[""] ?? "");
  if (!found)
    throw new PushError(
      "RaceDetected",
      "The deployment restarted or was pushed to meanwhile: push again.",
      409,
    );
  if (found.environment !== environmentOf(target))
    throw new PushError("RaceDetected", "Environment variables have changed during push: push again.", 409);
  return found.push;
}

export function forgetPushes(target: PushTarget): void {
  pending.delete(target);
}

function environmentOf(target: PushTarget): string {
  return JSON.stringify(target.environment.list());
}
