import * as messages from "@/lib/messages/errors";
import controls from "./controls.module.css";

/** The failure's id in the log, so that people who write to us can include it. */
export function Reference({ id }: { id: string | undefined }) {
  if (!id) return null;
  return (
    <p className={controls.hint}>
      {messages.TELL_US_REFERENCE} <code>{id}</code>
    </p>
  );
}

/** Next gives a server error a digest, and writes the same into the log. */
export function digestOf(error: unknown): string | undefined {
  const digest = error instanceof Error ? (error as { digest?: unknown }).digest : undefined;
  return typeof digest === "string" ? digest : undefined;
}
