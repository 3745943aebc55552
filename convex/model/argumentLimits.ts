import { fail } from "../errors";

export interface Bounds {
  /** Characters of one text, bytes of one blob. */
  text: number;
  /** Entries of one list, fields of one object. */
  entries: number;
}

/** Anybody may call: nothing that a sign-in sends comes near it. */
export const PUBLIC: Bounds = { text: 4_096, entries: 100 };
/** The longest text is a campaign's message, the longest list a chunk of an import. */
export const SIGNED_IN: Bounds = { text: 65_536, entries: 1_000 };

/** What a builder of Convex is given, as far as it matters here. */
interface Definition {
  handler(ctx: unknown, args: unknown): unknown;
}

/**
 * The same builder, whose functions refuse arguments that are too long before they do anything. Validators do not know
 * lengths, and Convex itself takes 16 MiB. What is shorter and still too long for its field, the function itself refuses.
 */
export function bounded<Builder extends object>(builder: Builder, bounds: Bounds): Builder {
  return new Proxy(builder, {
    apply: (build: Builder & ((definition: Definition) => unknown), _this, [definition]: [Definition]) =>
      build({ ...definition, handler: withBounds(definition, bounds) }),
  });
}

function withBounds({ handler }: Definition, bounds: Bounds): Definition["handler"] {
  return (ctx, args) => {
    checkBounds("arguments", args, bounds);
    return handler(ctx, args);
  };
}

function checkBounds(name: string, value: unknown, bounds: Bounds): void {
  if (typeof value === "string") return atMost(bounds.text, value.length, name, "characters");
  if (value instanceof ArrayBuffer) return atMost(bounds.text, value.byteLength, name, "bytes");
  if (typeof value !== "object" || value === null) return;
  const entries = Object.entries(value);
  atMost(bounds.entries, entries.length, name, "entries");
  for (const [key, entry] of entries) {
    checkBounds(name === "arguments" ? key : `${name}.${key}`, entry, bounds);
  }
}

function atMost(limit: number, length: number, name: string, unit: string): void {
  if (length > limit) fail("invalid", `${name.slice(0, 100)}: at most ${limit} ${unit}.`);
}
