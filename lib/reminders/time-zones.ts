import { fieldKey } from "../field-key";

/** The names of columns that hold time zones, as `fieldKey`s. */
const COLUMNS = ["timezone", "tz", "zone", "zoneinfo", "ianatimezone", "iana", "utcoffset", "gmtoffset"];
/**
 * Short names that mean one zone everywhere. Others are refused: "CST" is used in Chicago, Havana and Shanghai, and
 * Intl would choose one.
 */
const SHORT_NAMES = ["UTC", "GMT", "CET", "EET", "MET", "WET"];
const OFFSET = /^(?:UTC|GMT)?([+-])(\d{1,2})(?::?([0-5]\d))?$/i;
/** The largest offsets that are in use, in minutes. */
const OFFSETS = { least: -12 * 60, most: 14 * 60 };

export const isZoneColumn = (name: string): boolean => COLUMNS.includes(fieldKey(name));

/** The text of a recipient's time zone column; empty if there is none. */
export function zoneTextOf(fields: Record<string, string>): string {
  for (const column of COLUMNS) {
    const name = Object.keys(fields).find((key) => key === column || fieldKey(key) === column);
    const text = name === undefined ? "" : (fields[name]?.trim() ?? "");
    if (text !== "") return text;
  }
  return "";
}

/** Caches the results, because a list contains few different texts and a call of Intl is slow. */
const parsed = new Map<string, string | null>();
const MOST_PARSED = 2_000;

/**
 * Parses a time zone: an IANA name such as `Europe/Berlin`, or an offset such as `+05:30`. Null if the text is neither.
 * Accepts any case, spaces in place of underscores, and offsets such as `UTC+5:30` or `GMT-3`.
 */
export function parseTimeZone(text: string): string | null {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const zone = parse(text);
  if (parsed.size < MOST_PARSED && text.length < 100) parsed.set(text, zone);
  return zone;
}

function parse(text: string): string | null {
  const plain = text
    .normalize("NFKC")
    .replace(/[\u2212\u2010-\u2015]/g, "-")
    .trim();
  const offset = offsetOf(plain.replace(/\s/g, ""));
  if (offset !== undefined) return offset;
  const name = plain
    .replace(/_slash_/gi, "/")
    .replace(/\s*\/\s*/g, "/")
    .replace(/\s+/g, "_");
  if (SHORT_NAMES.includes(name.toUpperCase())) return name.toUpperCase();
  return name.length > 3 && /^[a-z][a-z0-9_+\-/]*$/i.test(name) ? namedZone(name) : null;
}

/** The offset as `+05:30`; null if it is out of range; undefined if the text is no offset. */
function offsetOf(text: string): string | null | undefined {
  if (text.toUpperCase() === "Z") return "UTC";
  const [, sign, hours, minutes = "00"] = OFFSET.exec(text) ?? [];
  if (hours === undefined) return undefined;
  const total = (sign === "-" ? -1 : 1) * (60 * Number(hours) + Number(minutes));
  if (total === 0) return "UTC";
  // No zone is less than an hour behind UTC.
  if (total < OFFSETS.least || total > OFFSETS.most || (total < 0 && total > -60)) return null;
  return `${sign}${hours.padStart(2, "0")}:${minutes}`;
}

const capitalised = (name: string) =>
  name.replace(/^us(?=\/)|(^|[/_-])[a-z]/gi, (start) => start.toUpperCase());

function namedZone(name: string): string | null {
  try {
    const { timeZone } = new Intl.DateTimeFormat("en-US", { timeZone: name }).resolvedOptions();
    // Some engines answer with the old name of a city that was renamed.
    return timeZone.toLowerCase() === name.toLowerCase() ? timeZone : capitalised(name);
  } catch {
    return null;
  }
}
