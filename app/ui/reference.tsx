import controls from "./controls.module.css";

/** What the log calls this failure: whoever writes to us about it spares us the search. */
export function Reference({ id }: { id: string | undefined }) {
  if (!id) return null;
  return (
    <p className={controls.hint}>
      If it keeps happening, tell us this reference: <code>{id}</code>
    </p>
  );
}

/** Next gives an error of the server a digest, and writes the same into the log. */
export function digestOf(error: unknown): string | undefined {
  const digest = error instanceof Error ? (error as { digest?: unknown }).digest : undefined;
  return typeof digest === "string" ? digest : undefined;
}
