import { fail } from "../errors";

export interface Bounds {
  /** The maximum length of one text in characters. */
  text: number;
  /** The maximum length of one blob in bytes; by default the same number as `text`. */
  bytes?: number;
  /** The maximum number of entries in a list, or of fields in an object. */
  entries: number;
}

/** For functions that anybody may call. The arguments for signing in are far shorter than this. */
export const PUBLIC: Bounds = { text: 4_096, entries: 100 };
/**
 * For functions that need a session. The longest text is a campaign's message, and the longest list is a chunk of an
 * import.
 */
export const SIGNED_IN: Bounds = { text: 65_536, entries: 1_000 };

/** For uploading a picture. `bytes` must equal MAX_PICTURE_BYTES, which is not imported to keep small modules small. */
export const PICTURE: Bounds = { text: 4_096, bytes: 1_000_000, entries: 100 };

/** The most rows of one page. A client may ask for more, and gets a shorter page. */
export const MOST_ROWS_A_PAGE = 500;

/** The part of a Convex function's definition that this file uses. */
interface Definition {
  handler(ctx: unknown, args: unknown): unknown;
}

/**
 * Returns a builder whose functions refuse arguments that are too long before they do anything else. Convex's
 * validators do not check lengths, and Convex accepts arguments of up to 16 MiB. The functions themselves check
 * stricter limits of single fields.
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
    return handler(ctx, withShortPage(args));
  };
}

function withShortPage(args: unknown): unknown {
  const { paginationOpts } = args as { paginationOpts?: { numItems: number } };
  if (!paginationOpts || paginationOpts.numItems <= MOST_ROWS_A_PAGE) return args;
  return { ...(args as object), paginationOpts: { ...paginationOpts, numItems: MOST_ROWS_A_PAGE } };
}

function checkBounds(name: string, value: unknown, bounds: Bounds): void {
  if (typeof value === "string") return atMost(bounds.text, value.length, name, "characters");
  if (value instanceof ArrayBuffer)
    return atMost(bounds.bytes ?? bounds.text, value.byteLength, name, "bytes");
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
