import { asFields, type Fields, jsonLine, type Level, readableLine } from "../log-line";

/**
 * The log of the Next side: one JSON line for each event in production, readable text in development. Secrets are
 * removed from both.
 */
export const log = {
  info: (event: string, fields: Fields = {}): void => write("info", event, fields),
  error: (event: string, error: unknown, fields: Fields = {}): void =>
    write("error", event, { ...fields, ...asFields(error) }),
};

function write(level: Level, event: string, fields: Fields): void {
  const isProduction = process.env.NODE_ENV === "production";
  const line = isProduction
    ? jsonLine(level, event, { time: new Date().toISOString(), ...fields })
    : readableLine(event, fields);
  if (level === "error") console.error(line);
  else console.log(line);
}
