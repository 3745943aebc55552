/** Which results `npm run verify:convex` accepts as a kept promise, and which it does not. */
import { describe, expect, test } from "@jest/globals";
import type { Burst } from "@/scripts/verify-convex/burst";
import type { CampaignRun } from "@/scripts/verify-convex/campaign";
import type { Crowd } from "@/scripts/verify-convex/crowd";
import { requireDevelopment } from "@/scripts/verify-convex/development-only";
import { newSummary } from "@/scripts/verify-convex/log-summary";
import { isWell, merged, type Status, type Verdict } from "@/scripts/verify-convex/promises";
import { cookieFaults, parseCookie } from "@/scripts/verify-convex/sign-in";
import {
  campaignVerdicts,
  clicksVerdict,
  crowdVerdicts,
  logVerdict,
  mailVerdict,
  SOON,
} from "@/scripts/verify-convex/verdicts";

const burst = (changes: Partial<Burst> = {}): Burst => ({
  calls: 2,
  tookMs: [5, 6],
  refused: [],
  lost: 0,
  failed: [],
  busy: 0,
  repeats: 0,
  ...changes,
});
const statuses = (verdicts: readonly Verdict[]) =>
  Object.fromEntries(verdicts.map(({ promise, status }) => [promise, status]));

describe("many people at once", () => {
  const crowd = (changes: Partial<Crowd> = {}): Crowd => ({
    size: 2,
    emails: ["a@example.com", "b@example.com"],
    asking: burst(),
    peeking: burst(),
    following: burst(),
    loading: burst(),
    signedIn: 2,
    users: 2,
    sessions: 2,
    ...changes,
  });

  test.each<[string, Partial<Crowd>, Status, Status]>([
    ["everybody is signed in", {}, "kept", "kept"],
    ["503s on the way are no fault", { following: burst({ busy: 3, repeats: 3 }) }, "kept", "kept"],
    ["a 503 after the last retry", { asking: burst({ tookMs: [5], lost: 1 }) }, "broken", "kept"],
    [
      "a refusal",
      { following: burst({ tookMs: [5], refused: ["used"] }), signedIn: 1, users: 1, sessions: 1 },
      "broken",
      "broken",
    ],
    ["an error", { peeking: burst({ failed: ["500"] }) }, "broken", "kept"],
    ["the first page is somebody else's", { loading: burst({ refused: ["nobody"] }) }, "broken", "kept"],
    ["two sessions of one link", { sessions: 3 }, "kept", "broken"],
    ["two people in one account", { users: 1 }, "kept", "broken"],
    ["links are minted because nobody can ask for them", { asking: null }, "kept", "kept"],
  ])("%s", (_, changes, answered, sessions) => {
    expect(statuses(crowdVerdicts(crowd(changes)))).toEqual({ answered, sessions });
  });
});

test.each<[string, Partial<Burst>, number, Status]>([
  [
    "one is signed in, and the others read that the link is used",
    { tookMs: [5], refused: ["used"] },
    1,
    "kept",
  ],
  ["two are signed in", { tookMs: [5, 6] }, 1, "broken"],
  ["one is signed in, with two sessions", { tookMs: [5], refused: ["used"] }, 2, "broken"],
  ["nobody is signed in", { tookMs: [], refused: ["used", "used"] }, 0, "broken"],
  ["one of the others reads that Convex is out of reach", { tookMs: [5], lost: 1 }, 1, "broken"],
])("clicks on one link: %s", (_, changes, sessions, status) => {
  expect(statuses(clicksVerdict({ burst: burst(changes), sessions }))).toEqual({ clicks: status });
});

describe("a campaign whose calls hang", () => {
  const run = (changes: Partial<CampaignRun> = {}): CampaignRun => ({
    recipients: 300,
    hanging: 3,
    importMs: 10,
    before: [100],
    meanwhile: [100, SOON],
    settledMs: 1_000,
    status: "sent",
    missing: 0,
    mailedTwice: 0,
    wrongCounters: [],
    asked: [],
    ...changes,
  });

  test.each<[string, Partial<CampaignRun>, [overtakes: Status, recipients: Status, counters: Status]]>([
    ["all is well", {}, ["kept", "kept", "kept"]],
    ["sign-in mail is late", { meanwhile: [100, SOON + 1] }, ["not met", "kept", "kept"]],
    ["sign-in mail never comes", { meanwhile: [100, Infinity] }, ["broken", "kept", "kept"]],
    ["somebody gets two mails", { mailedTwice: 1 }, ["kept", "broken", "kept"]],
    ["somebody gets no mail", { missing: 1 }, ["kept", "broken", "kept"]],
    ["a counter is wrong", { wrongCounters: ["sent: 1 instead of 2"] }, ["kept", "kept", "broken"]],
    ["the campaign never ends", { settledMs: null }, ["kept", "kept", "broken"]],
  ])("%s", (_, changes, [overtakes, recipients, counters]) => {
    expect(statuses(campaignVerdicts(run(changes)))).toEqual({ overtakes, recipients, counters });
  });
});

test.each<[string, { missing?: string[]; twice?: string[] }, Status]>([
  ["one each", {}, "kept"],
  ["one person has no mail", { missing: ["a@example.com"] }, "broken"],
  ["one person has two mails", { twice: ["a@example.com"] }, "broken"],
])("sign-in mails: %s", (_, { missing = [], twice = [] }, status) => {
  expect(statuses(mailVerdict({ asked: 2, missing, twice }))).toEqual({ mails: status });
});

test("without a readable log there is no result", () => {
  expect(logVerdict(newSummary()).status).toBe("not tried");
  expect(logVerdict({ ...newSummary(), entries: 1 }).status).toBe("kept");
  expect(logVerdict({ ...newSummary(), entries: 1, neverResolved: ["x"] }).status).toBe("broken");
  expect(logVerdict({ ...newSummary(), entries: 1, unhandled: ["x"] }).status).toBe("broken");
});

describe("the cookies of an exchange", () => {
  const SESSION = "better-auth.session_token=a.b; Max-Age=2592000; Path=/; HttpOnly; SameSite=Lax";
  const JWT = "better-auth.convex_jwt=x.y.z; Max-Age=900; Path=/; HttpOnly; SameSite=Lax";
  const faults = (siteUrl: string, ...headers: string[]) => cookieFaults(headers.map(parseCookie), siteUrl);
  const secure = (header: string) => `${header.replace("better-auth.", "__Host-latchkey.")}; Secure`;

  test("are what the app expects, on this machine and elsewhere", () => {
    expect(faults("http://localhost:3000", SESSION, JWT)).toEqual([]);
    expect(faults("https://app.example.com", secure(SESSION), secure(JWT))).toEqual([]);
  });

  test.each([
    ["a cookie is missing", [SESSION], "the cookie better-auth.convex_jwt is missing"],
    [
      "a script could read a cookie",
      [SESSION.replace("; HttpOnly", ""), JWT],
      "better-auth.session_token has",
    ],
    ["a cookie lives too long", [SESSION, JWT.replace("900", "901")], "better-auth.convex_jwt has"],
    ["there is a third cookie", [SESSION, JWT, "other=1; Path=/"], "the cookie other is set"],
  ])("are not what the app expects if %s", (_, headers, fault) => {
    expect(faults("http://localhost:3000", ...headers)).toEqual([expect.stringContaining(fault)]);
  });
});

describe("the report", () => {
  const seen = (status: Status, detail: string): Verdict => ({ promise: "answered", status, detail });
  const line = (...verdicts: Verdict[]) => merged(verdicts).find(({ promise }) => promise === "answered");

  test("has one line for each promise, with the worst measurement", () => {
    expect(line(seen("kept", "20"), seen("broken", "50"), seen("not tried", "x"))).toMatchObject(
      seen("broken", "50"),
    );
    expect(line(seen("kept", "20"), seen("not met", "50"))).toMatchObject(seen("not met", "50"));
    expect(line(seen("kept", "20"), seen("kept", "50"))).toMatchObject(seen("kept", "20; 50"));
    expect(line(seen("not tried", "why"))).toMatchObject(seen("not tried", "why"));
    expect(line()).toMatchObject({ status: "not tried" });
  });

  test("fails if a promise was broken or not met in time, but not if one was not tested", () => {
    expect(isWell([seen("kept", ""), seen("not tried", "")])).toBe(true);
    expect(isWell([seen("kept", ""), seen("not met", "")])).toBe(false);
    expect(isWell([seen("kept", ""), seen("broken", "")])).toBe(false);
  });
});

describe("refusing deployments that people use", () => {
  const cloud = { label: "happy-otter-123", isHere: false, isProduction: false };
  const local = "http://localhost:3000";

  test("a deployment on this machine is accepted, whatever its name", () => {
    expect(() => requireDevelopment({ ...cloud, isHere: true, isProduction: true }, undefined)).not.toThrow();
  });

  test("a development deployment in the cloud is accepted if its app runs on this machine", () => {
    expect(() => requireDevelopment(cloud, local)).not.toThrow();
  });

  test.each([
    ["production by its name", { ...cloud, isProduction: true }, local, "is production"],
    ["an app that people reach", cloud, "https://app.example.com", "where people may use it"],
    ["an unknown deployment", cloud, undefined, "has no SITE_URL yet"],
  ])("%s is refused", (_, selection, siteUrl, why) => {
    expect(() => requireDevelopment(selection, siteUrl)).toThrow(why);
  });
});
