import { describe, expect, test } from "@jest/globals";
import { tzOffset } from "@date-fns/tz/tzOffset";
import { isZoneColumn, parseTimeZone, zoneTextOf } from "@/lib/reminders/time-zones";

describe("a text that names a time zone", () => {
  test.each([
    ["Europe/Berlin", "Europe/Berlin"],
    [" europe/berlin ", "Europe/Berlin"],
    ["America/New York", "America/New_York"],
    ["america_slash_new_york", "America/New_York"],
    ["America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"],
    ["asia/kolkata", "Asia/Kolkata"],
    ["UTC", "UTC"],
    ["Z", "UTC"],
    ["+00:00", "UTC"],
    ["CET", "CET"],
    ["cet", "CET"],
    ["\u00a0Europe/Berlin\t", "Europe/Berlin"],
    ["EUROPE / BERLIN", "Europe/Berlin"],
    ["US/Pacific", "US/Pacific"],
    ["us/pacific", "US/Pacific"],
    ["Asia/Calcutta", "Asia/Calcutta"],
    ["Asia/Kolkata", "Asia/Kolkata"],
    ["Europe/Kiev", "Europe/Kiev"],
    ["EST5EDT", "EST5EDT"],
    ["GMT+2", "+02:00"],
    ["utc + 2", "+02:00"],
    ["Etc/GMT+2", "Etc/GMT+2"],
    ["+05:30", "+05:30"],
    ["+0530", "+05:30"],
    ["UTC+5:30", "+05:30"],
    ["GMT-3", "-03:00"],
    ["GMT −3", "-03:00"],
    ["+14", "+14:00"],
  ])("%s: %s", (text, zone) => {
    expect(parseTimeZone(text)).toBe(zone);
  });
});

describe("a text that names no time zone", () => {
  test.each([
    "",
    "Mars/Base",
    "Berlin",
    "CST",
    "IST",
    "BST",
    "PST",
    "EST",
    "MST",
    "CEST",
    "Europe/Berln",
    "Europe/",
    "/Berlin",
    "Pacific Time",
    "Pacific Time (US & Canada)",
    "W. Europe Standard Time",
    "GMT+25",
    "UTC+",
    "+5:3",
    "5.5",
    "+25:00",
    "+14:30",
    "-13",
    "-00:30",
    "+05:75",
    "(UTC+01:00) Amsterdam, Berlin",
    "tomorrow",
    "1",
    "../../etc/passwd",
    "Europe/Berlin; DROP",
    "x".repeat(10_000),
  ])("%s", (text) => {
    expect(parseTimeZone(text)).toBeNull();
  });
});

describe("every zone that the runtime lists", () => {
  const now = Date.parse("2026-07-01T12:00Z");
  const clockIn = (timeZone: string) =>
    new Intl.DateTimeFormat("en-GB", { timeZone, dateStyle: "short", timeStyle: "short" }).format(now);

  test.each([
    ["as it is", (name: string) => name],
    ["in capitals", (name: string) => name.toUpperCase()],
    ["with spaces", (name: string) => ` ${name.replaceAll("_", " ").toLowerCase()} `],
  ])("is read %s, and shows the same time", (_, written) => {
    for (const name of Intl.supportedValuesOf("timeZone")) {
      const zone = parseTimeZone(written(name));
      expect([name, zone && clockIn(zone)]).toEqual([name, clockIn(name)]);
      expect(zone && tzOffset(zone, new Date(now))).not.toBeNaN();
    }
  });
});

test("the column is found by its usual names, whatever their spelling", () => {
  for (const name of ["timezone", "Time Zone", "time_zone", "TZ", "UTC offset"])
    expect([name, isZoneColumn(name)]).toEqual([name, true]);
  for (const name of ["company", "time", ""]) expect([name, isZoneColumn(name)]).toEqual([name, false]);
  expect(zoneTextOf({ company: "x", tz: " Europe/Rome " })).toBe("Europe/Rome");
  expect(zoneTextOf({ timezone: "", utcoffset: "+2" })).toBe("+2");
  expect(zoneTextOf({ company: "x" })).toBe("");
});
