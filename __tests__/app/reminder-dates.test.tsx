import { expect, test } from "@jest/globals";
import { clockIn, dateIn } from "@/app/(app)/admin/campaigns/[id]/reminders/dates";

const at = Date.parse("2026-11-26T03:30Z");

test.each([
  ["Asia/Kolkata", "Thu, 26 Nov 2026, 09:00", "Thu 09:00"],
  ["+05:30", "Thu, 26 Nov 2026, 09:00", "Thu 09:00"],
  ["-04:00", "Wed, 25 Nov 2026, 23:30", "Wed 23:30"],
])("a time in %s, also in a browser that knows no offsets", (zone, date, clock) => {
  expect(dateIn(at, zone).replace(" at ", ", ")).toBe(date);
  expect(clockIn(at, zone).replace(", ", " ")).toBe(clock);
});
