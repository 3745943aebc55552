import { isOnThisMachine } from "../../lib/environment/this-machine";
import { asFields, type Fields, jsonLine, type Level, readableLine } from "../../lib/log-line";
import { env } from "../_generated/server";

/**
 * The log. It has the same form and the same request ids as lib/server/log.ts on the Next.js side. Convex adds the
 * time.
 */
export const log = {
  info: (event: string, fields: Fields = {}): void => console.info(line("info", event, fields)),
  error: (event: string, error: unknown, fields: Fields = {}): void =>
    console.error(line("error", event, { ...fields, ...asFields(error) })),
};

function line(level: Level, event: string, fields: Fields): string {
  return isOnThisMachine(env.SITE_URL) ? readableLine(event, fields) : jsonLine(level, event, fields);
}
