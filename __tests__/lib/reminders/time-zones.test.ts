import { describe, expect, test } from "@jest/globals";
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

test("the column is found by its usual names, whatever their spelling", () => {
  for (const name of ["timezone", "Time Zone", "time_zone", "TZ", "UTC offset"])
    expect([name, isZoneColumn(name)]).toEqual([name, true]);
  for (const name of ["company", "time", ""]) expect([name, isZoneColumn(name)]).toEqual([name, false]);
  expect(zoneTextOf({ company: "x", tz: " Europe/Rome " })).toBe("Europe/Rome");
  expect(zoneTextOf({ timezone: "", utcoffset: "+2" })).toBe("+2");
  expect(zoneTextOf({ company: "x" })).toBe("");
});
