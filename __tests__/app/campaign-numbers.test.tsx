import { describe, expect, test } from "@jest/globals";
import { screen } from "@testing-library/react";
import { show } from "./admin-support";
import { estimate } from "@/app/(app)/admin/campaigns/[id]/launch/estimate";
import { aboutHowLong } from "@/lib/messages/campaign-launch";
import { fromLocal, toLocal } from "@/app/(app)/admin/campaigns/[id]/launch/time-field";
import { bucketsOf, ticksFor } from "@/app/(app)/admin/campaigns/[id]/watch/hours";
import { cellsOf, HEADER } from "@/app/(app)/admin/campaigns/[id]/watch/export";
import { paceOf } from "@/app/(app)/admin/campaigns/[id]/watch/measured-pace";
import { fieldChoices, snippetFor } from "@/app/(app)/admin/campaigns/[id]/write/insert-field";
import { funnelOf } from "@/app/(app)/admin/campaigns/funnel";
import { StatusBadge } from "@/app/(app)/admin/campaigns/status-badge";
import type { RecipientRow } from "@/app/(app)/admin/campaigns/types";
import { counted, percent } from "@/lib/numbers";

describe("the launch banner", () => {
  test.each([
    [0, 2, 0],
    [1, 2, 0.5],
    [100, 2, 0.5],
    [101, 2, 1],
    [970, 2, 5],
    [10_000, 5, 20],
    [100_000, 2, 500],
  ])("%i recipients at %i requests a second take %d seconds", (recipients, rate, seconds) => {
    expect(estimate({ recipients }, rate)).toMatchObject({ recipients, seconds });
  });

  test("counts only the recipients who are still to be mailed", () => {
    const counts = { recipients: 1_000, sent: 600, failed: 10, suppressed: 40 };
    expect(estimate(counts, 1)).toEqual({ recipients: 350, requests: 4, seconds: 4 });
  });

  test.each([
    [0.5, "less than a second"],
    [1, "about 1 second"],
    [20, "about 20 seconds"],
    [89, "about 89 seconds"],
    [90, "about 2 minutes"],
    [500, "about 8 minutes"],
    [5_400, "about 2 hours"],
  ])("shows %d seconds as %s", (seconds, words) => expect(aboutHowLong(seconds)).toBe(words));
});

test("a time that was formatted for the field is parsed back to the same time, in the browser's time zone", () => {
  const at = fromLocal("2026-11-23T09:30");
  expect(at).toBe(new Date(2026, 10, 23, 9, 30).getTime());
  expect(toLocal(at ?? 0)).toBe("2026-11-23T09:30");
  expect(fromLocal("")).toBeNull();
});

describe("the funnel", () => {
  test("a recipient who is neither sent nor removed is queued", () => {
    const out = { failed: 1, member: 1, suppressed: 1, withdrawn: 1 };
    const funnel = funnelOf({ recipients: 10, sent: 4, ...out, bounced: 2 });
    expect(funnel).toMatchObject({ audience: 10, settled: 8, queued: 2, bounced: 2, accepted: 0 });
  });

  test("missing or late counters never lead to a negative number", () => {
    expect(funnelOf({ recipients: 3, sent: 5, failed: -1 })).toMatchObject({ queued: 0, failed: 0 });
    expect(funnelOf({})).toMatchObject({ audience: 0, queued: 0 });
  });

  test("100% is shown only for all, and 0% only for none", () => {
    expect([percent(0, 10), percent(1, 1_000), percent(999, 1_000), percent(10, 10), percent(3, 0)]).toEqual([
      0, 1, 99, 100, 0,
    ]);
    expect([counted(1, "recipient"), counted(1_200, "recipient")]).toEqual([
      "1 recipient",
      "1,200 recipients",
    ]);
  });
});

test("a campaign that stopped by itself is distinguished from one that was paused by hand", () => {
  show(
    <>
      <StatusBadge status="paused" isStopped />
      <StatusBadge status="paused" />
      <StatusBadge status="sent" isStopped />
    </>,
  );
  for (const label of ["Stopped", "Paused", "Sent"]) expect(screen.getAllByText(label)).toHaveLength(1);
});

describe("the pace of sending", () => {
  const at = (seconds: number, settled: number) => ({ at: seconds * 1_000, settled });

  test("is the measured pace, not the provider's limit", () => {
    expect(paceOf([at(0, 100), at(10, 300)], 400)).toEqual({ secondsLeft: 20 });
  });

  test("falls while no mail is sent", () => {
    expect(paceOf([at(0, 0), at(5, 100), at(20, 100)], 100)).toEqual({ secondsLeft: 20 });
  });

  test("is unknown at first, and zero after five seconds without progress", () => {
    expect([paceOf([], 10), paceOf([at(0, 0), at(4, 0)], 10), paceOf([at(0, 0), at(5, 0)], 10)]).toEqual([
      "unknown",
      "unknown",
      "still",
    ]);
  });
});

describe("an exported recipient", () => {
  const ID = "recipient" as RecipientRow["id"];
  const CAMPAIGN = "campaign" as RecipientRow["campaignId"];
  const row = { id: ID, campaignId: CAMPAIGN, createdAt: 1, email: "ada@example.com", fields: {} };
  const exported = (more: Pick<RecipientRow, "status"> & Partial<RecipientRow>) =>
    Object.fromEntries(cellsOf({ ...row, ...more }).map((cell, index) => [HEADER[index], cell]));

  test("who was skipped as a member is marked as such, with the time", () => {
    expect(exported({ status: "member", memberAt: 5 })).toMatchObject({
      Status: "already a member",
      "Already a member": new Date(5),
      Sent: null,
    });
  });

  test('who unsubscribed has the status "unsubscribed", with the time', () => {
    expect(exported({ status: "delivered", unsubscribedAt: 6 })).toMatchObject({
      Status: "unsubscribed",
      Unsubscribed: new Date(6),
    });
  });

  test('who accepted has the status "accepted", whatever happened to the mail', () => {
    expect(exported({ status: "clicked", acceptedAt: 7 })).toMatchObject({
      Status: "accepted",
      Accepted: new Date(7),
    });
  });
});

describe("the chart", () => {
  const HOUR = 3_600_000;
  const monday = Date.UTC(2026, 10, 23, 9);

  test("includes hours in which nothing happened", () => {
    const buckets = bucketsOf([
      { hour: monday, counts: { sent: 5 } },
      { hour: monday + 3 * HOUR, counts: { accepted: 2 } },
    ]);
    expect(buckets.slice(0, 4).map(({ sent, accepted }) => [sent, accepted])).toEqual([
      [5, 0],
      [0, 0],
      [0, 0],
      [0, 2],
    ]);
  });

  test("leaves room for the coming hours", () => {
    const buckets = bucketsOf([{ hour: monday, counts: { sent: 5 } }]);
    expect(buckets.map(({ sent }) => sent)).toEqual([5, ...Array<number>(11).fill(0)]);
  });

  test.each([
    [1, [0, 1]],
    [3, [0, 1, 2, 3]],
    [12, [0, 5, 10, 15]],
    [260, [0, 100, 200, 300]],
    [970, [0, 200, 400, 600, 800, 1_000]],
    [100_000, [0, 20_000, 40_000, 60_000, 80_000, 100_000]],
  ])("has round numbers on its axis, up to %d", (sent, ticks) => {
    expect(ticksFor(bucketsOf([{ hour: monday, counts: { sent } }]))).toEqual(ticks);
  });

  test("counts by day after three days, and leaves nothing out", () => {
    const hours = Array.from({ length: 100 }, (_, index) => ({
      hour: monday + index * HOUR,
      counts: { sent: 1 },
    }));
    const buckets = bucketsOf(hours);
    expect(buckets.length).toBeLessThan(7);
    expect(buckets.reduce((sum, { sent }) => sum + sent, 0)).toBe(100);
    expect(bucketsOf([])).toEqual([]);
  });
});

describe("inserting a variable", () => {
  test("offers the columns of the audience, with a fallback where some recipients have no value", () => {
    const choices = fieldChoices({ recipients: 10, "has:email": 10, "has:firstname": 10, "has:company": 7 });
    expect(choices.map(({ name }) => name)).toEqual(["firstName", "lastName", "name", "email", "company"]);
    expect(choices.map(snippetFor)).toEqual([
      "{{firstName}}",
      "{{lastName|}}",
      "{{name|there}}",
      "{{email}}",
      "{{company|your company}}",
    ]);
  });
});
