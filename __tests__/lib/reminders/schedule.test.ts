import { describe, expect, test } from "@jest/globals";
import { dueAt, isAllowed, nextTime } from "@/lib/reminders/schedule";

const ANY = { notAtNight: false, notOnWeekends: false };
const DAYTIME = { notAtNight: true, notOnWeekends: false };
const WORKDAYS = { notAtNight: true, notOnWeekends: true };

const at = (text: string) => Date.parse(text);
const utc = (time: number) => new Date(time).toISOString().slice(0, 16);

describe("a reminder is due at its hour, and by the calendar, in the recipient's time zone", () => {
  test.each([
    ["Europe/Berlin", "2026-11-23T12:00Z", "2026-11-26T08:00"],
    ["America/New_York", "2026-11-23T12:00Z", "2026-11-26T14:00"],
    // It is Tuesday there already.
    ["Pacific/Auckland", "2026-11-23T12:00Z", "2026-11-26T20:00"],
    ["Asia/Kolkata", "2026-11-23T12:00Z", "2026-11-26T03:30"],
    ["Asia/Kathmandu", "2026-11-23T12:00Z", "2026-11-26T03:15"],
    ["Pacific/Chatham", "2026-11-23T12:00Z", "2026-11-26T19:15"],
    ["+05:30", "2026-11-23T12:00Z", "2026-11-26T03:30"],
    ["-03:00", "2026-11-23T12:00Z", "2026-11-26T12:00"],
    ["UTC", "2026-11-23T12:00Z", "2026-11-26T09:00"],
  ])("%s, sent %s: %s UTC", (zone, since, expected) => {
    expect(utc(dueAt({ days: 3, hour: 9 }, at(since), zone, ANY))).toBe(expected);
  });
});

describe("summer time", () => {
  test.each([
    // Germany: summer time begins on 2026-03-29 and ends on 2026-10-25.
    ["Europe/Berlin", 9, "2026-03-28T12:00Z", "2026-03-29T07:00"],
    ["Europe/Berlin", 9, "2026-03-27T12:00Z", "2026-03-28T08:00"],
    ["Europe/Berlin", 9, "2026-10-24T12:00Z", "2026-10-25T08:00"],
    // 02:00 is skipped on the first of these days, and shown twice on the second.
    ["Europe/Berlin", 2, "2026-03-28T12:00Z", "2026-03-29T01:00"],
    ["Europe/Berlin", 2, "2026-10-24T12:00Z", "2026-10-25T00:00"],
    ["America/New_York", 2, "2026-03-07T12:00Z", "2026-03-08T07:00"],
    ["America/New_York", 1, "2026-10-31T12:00Z", "2026-11-01T05:00"],
    // Half an hour of summer time, and a change at midnight.
    ["Australia/Lord_Howe", 2, "2026-10-03T03:00Z", "2026-10-03T15:30"],
    ["Asia/Beirut", 0, "2026-03-28T12:00Z", "2026-03-28T22:00"],
  ])("%s at %i, sent %s: %s UTC", (zone, hour, since, expected) => {
    expect(utc(dueAt({ days: 1, hour }, at(since), zone, ANY))).toBe(expected);
  });
});

describe("on every day of a year, clocks in the zone show the hour for the first time on that day", () => {
  const MINUTE = 60_000;
  test.each([
    ...["Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Asia/Beirut", "Africa/Casablanca"],
    ...["Australia/Lord_Howe", "Pacific/Chatham", "Asia/Kathmandu", "America/Santiago", "UTC"],
  ])("%s", (zone) => {
    const clock = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" });
    const shows = (time: number, text: string) => clock.format(time) === text;
    for (let since = at("2026-01-01T12:00Z"); since < at("2027-01-01T12:00Z"); since += 1_440 * MINUTE)
      for (const hour of [0, 1, 2, 3, 9, 23]) {
        const due = dueAt({ days: 1, hour }, since, zone, ANY);
        const text = `${String(hour).padStart(2, "0")}:00`;
        const earlier = [30, 60].some((minutes) => shows(due - minutes * MINUTE, text));
        // A skipped hour is shown by no clock, so the reminder is due up to an hour later.
        const isSkipped = !shows(due, text) && offsetOf(due, zone) !== offsetOf(due - 61 * MINUTE, zone);
        expect([utc(since), hour, isSkipped || shows(due, text), earlier]).toEqual([
          utc(since),
          hour,
          true,
          false,
        ]);
      }
  });

  const offsetOf = (time: number, timeZone: string) =>
    new Intl.DateTimeFormat("en-GB", { timeZone, timeZoneName: "longOffset" }).format(time).split(" ")[1];
});

describe("weekends, if mail is not sent on them", () => {
  test.each([
    ["a Saturday becomes Monday", "2026-11-25T12:00Z", "2026-11-30T08:00"],
    ["a Sunday becomes Monday", "2026-11-26T12:00Z", "2026-11-30T08:00"],
    ["a Friday stays", "2026-11-24T12:00Z", "2026-11-27T08:00"],
  ])("%s", (_, since, expected) => {
    expect(utc(dueAt({ days: 3, hour: 9 }, at(since), "Europe/Berlin", WORKDAYS))).toBe(expected);
  });

  test("are those of the recipient: it is Saturday in Auckland while it is Friday in London", () => {
    const friday = at("2026-11-27T12:00Z");
    expect(isAllowed(friday, "Europe/London", WORKDAYS)).toBe(true);
    expect(isAllowed(friday, "Pacific/Auckland", { ...WORKDAYS, notAtNight: false })).toBe(false);
  });
});

describe("night, if mail is not sent then", () => {
  test.each([
    ["07:59", false],
    ["08:00", true],
    ["19:54", true],
    ["19:55", false],
    ["23:00", false],
  ])("%s in Berlin: %s", (time, allowed) => {
    expect(isAllowed(at(`2026-11-23T${time}+01:00`), "Europe/Berlin", DAYTIME)).toBe(allowed);
    expect(isAllowed(at(`2026-11-23T${time}+01:00`), "Europe/Berlin", ANY)).toBe(true);
  });
});

describe("a late reminder waits for the next time at its hour", () => {
  test.each([
    ["later today", "2026-11-23T05:00Z", ANY, "2026-11-23T08:00"],
    ["tomorrow", "2026-11-23T22:00Z", ANY, "2026-11-24T08:00"],
    ["after the weekend", "2026-11-27T22:00Z", WORKDAYS, "2026-11-30T08:00"],
    ["from Saturday", "2026-11-28T05:00Z", WORKDAYS, "2026-11-30T08:00"],
    ["exactly now", "2026-11-23T08:00Z", ANY, "2026-11-23T08:00"],
  ])("%s", (_, now, hours, expected) => {
    expect(utc(nextTime(9, at(now), "Europe/Berlin", hours))).toBe(expected);
  });
});

test("an unknown zone is an error, not UTC", () => {
  expect(() => isAllowed(0, "Mars/Base", DAYTIME)).toThrow("Mars/Base");
});
