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

/** The digest that Next gives to an error on the server and also writes to the log; undefined for any other error. */
export function digestOf(error: unknown): string | undefined {
  const digest = error instanceof Error ? (error as { digest?: unknown }).digest : undefined;
  return typeof digest === "string" ? digest : undefined;
}
