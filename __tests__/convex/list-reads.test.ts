/**
 * How many rows each public query reads if there are thousands behind it, in the order that is worst for it. `MOST` must
 * have a row for every public query, so a new query without a row fails here.
 */
import { beforeAll, describe, expect, test } from "@jest/globals";
import { makeFunctionReference, type PaginationResult } from "convex/server";
import { exportedFunctions } from "./support/deployment";
import { BUSY, LAST, type ManyRows, MANY, seedManyRows } from "./support/many-rows";
import { ADMIN, type Person, signIn } from "./support/people";
import { type World, start } from "./support/world";

/** The size of the pages of every list on the site: app/(app)/admin/_shared/paging.ts. */
const paginationOpts = { numItems: 25, cursor: null };
const paged = { paginationOpts };

type Args = Record<string, unknown>;
/** The most rows that a call may read, and the arguments of the calls. */
type Bound = [most: number, calls: (rows: ManyRows) => Args[]];

const once =
  (args: Args = {}) =>
  (): Args[] => [args];
/** Signature checks fail in these tests, so such a query reads nothing else. */
const signed = { signature: "x" };

const MOST: Record<string, Bound> = {
  "account:data": [5_500, once()],
  "account:deletionAt": [10, once()],
  "account:signIns": [20, once()],
  "accountLinks:peekChange": [10, once({ changeId: "x", step: "undo", now: 0, ...signed })],
  "accountLinks:peekNotice": [10, once({ noticeId: "x", ...signed })],
  "apiKeys:list": [110, once()],
  "audienceCopies:count": [
    1_000,
    ({ campaignId, draftId }) => [
      { campaignId: draftId, sources: [campaignId], outcomes: ["bounced"], after: "" },
    ],
  ],
  "audienceCopies:get": [10, ({ campaignId }) => [{ campaignId }]],
  "audit:list": [
    550,
    () => [
      paged,
      { ...paged, action: "passkey.used" },
      { ...paged, actor: "nobody" },
      { ...paged, actor: ADMIN, subject: "nobody", action: "passkey.used" },
      { ...paged, subject: BUSY, actor: "nobody" },
    ],
  ],
  "blockedAddresses:list": [40, () => [paged, { ...paged, search: "zz" }]],
  "brand:get": [10, once()],
  "brand:logo": [10, once({ hash: "x" })],
  "brand:settings": [10, once()],
  "campaignApprovals:get": [10, ({ campaignId }) => [{ campaignId }]],
  "campaignList:labels": [110, once()],
  "campaignList:list": [
    900,
    () => [
      paged,
      { ...paged, sort: "name" },
      { ...paged, sort: "launched" },
      { ...paged, sort: "accepted" },
      { ...paged, sort: "accepted", status: "draft" },
      { ...paged, status: "sent" },
      { ...paged, isArchived: true, sort: "accepted", status: "draft" },
      { ...paged, isArchived: true, search: "same", status: "draft" },
      { ...paged, isArchived: true, label: "same" },
      { ...paged, search: "same", label: "same" },
    ],
  ],
  "campaignNotices:level": [10, once()],
  "campaignSenders:domains": [10, once()],
  "campaigns:get": [
    100,
    ({ campaignId, draftId }) => [{ campaignId }, { campaignId: draftId }, { campaignId: "x" }],
  ],
  "confirmations:provenAt": [10, once()],
  "health:check": [10, once({ siteUrl: "x", minute: 0, ...signed })],
  "invitations:list": [
    1_500,
    () => [
      { ...paged, source: "colleague" },
      { ...paged, source: "campaign" },
      { ...paged, source: "campaign", search: "person" },
      { ...paged, source: "colleague", search: "person" },
      { ...paged, source: "colleague", search: "zz" },
    ],
  ],
  "loginLinks:list": [60, once({ ...paged, minute: 0 })],
  "loginLinks:peek": [10, once({ token: "x", minute: 0 })],
  "notices:list": [10, once()],
  "overview:mailDomains": [
    40,
    () => [
      { ...paged, order: "sent" },
      { ...paged, order: "problems" },
    ],
  ],
  "overview:signIns": [1_100, once({ today: 0 })],
  "overview:state": [110, once()],
  "passkeys:list": [50, once()],
  "people:list": [
    600,
    () => [
      paged,
      { ...paged, role: "writer" },
      { ...paged, search: "same" },
      { ...paged, search: "same zed" },
      { ...paged, search: "same", role: "writer" },
    ],
  ],
  "person:account": [300, ({ busyId }) => [{ id: busyId }]],
  "person:campaigns": [90, ({ busyId }) => [{ id: busyId, ...paged }]],
  "person:data": [5_500, ({ busyId }) => [{ id: busyId }]],
  "person:find": [20, () => [{ email: BUSY }, { email: "nobody@example.com" }]],
  "person:get": [20, ({ busyId }) => [{ id: busyId }]],
  "recipients:get": [120, ({ recipientId }) => [{ recipientId }]],
  "recipients:list": [
    450,
    ({ campaignId }) => {
      const all = { ...paged, campaignId };
      const stages = ["queued", "opened", "bounced", "openedByPeople", "openedByFilters", "accepted"];
      return [
        all,
        { ...all, status: "queued" },
        { ...all, search: "zz" },
        ...stages.flatMap((reached) => [
          { ...all, reached },
          { ...all, reached, search: "person" },
          { ...all, reached, search: "zz" },
        ]),
        { ...all, reached: "accepted", domain: "example.com", search: "zz" },
        { ...all, reached: "openedByPeople", domain: "nowhere.example.com" },
        { ...all, reached: "sent", domain: "nowhere.example.com" },
      ];
    },
  ],
  "recipients:openInvites": [2_000, ({ campaignId }) => [{ campaignId, cursor: null, now: 0 }]],
  "reminders:due": [1_010, ({ campaignId }) => [{ campaignId, cursor: null }]],
  "reminders:get": [100, ({ campaignId }) => [{ campaignId }]],
  "reminders:ofRecipient": [30, ({ recipientId }) => [{ recipientId }]],
  "reminders:zones": [1_010, ({ campaignId }) => [{ campaignId, cursor: null }]],
  "results:campaigns": [450, once(paged)],
  "results:hours": [40, ({ campaignId }) => [{ ...paged, campaignId }]],
  "results:domains": [60, ({ campaignId }) => [{ ...paged, campaignId }]],
  "sessions:list": [220, once()],
  "signInMails:state": [60, once({ browserHash: "x", askedAt: 0, now: 0, ...signed })],
  "suppressions:list": [40, () => [paged, { ...paged, search: "zz" }]],
  "templates:get": [10, ({ templateId }) => [{ templateId }]],
  "templates:list": [40, once(paged)],
  "testRecipients:list": [20, once()],
  "unsubscribes:peek": [10, ({ recipientId }) => [{ recipient: recipientId, ...signed }]],
  "users:current": [10, once()],
  "webhooks:deliveries": [60, once(paged)],
  "webhooks:list": [40, once()],
};

/** convex-test reads whole tables, which takes long on a busy machine. */
const TIMEOUT_MS = 300_000;
/** As many as on Convex, while the rows are inserted. */
const UNLIMITED = 32_000;
const limits = { documentsRead: UNLIMITED };
let world: World;
let admin: Person;
let rows: ManyRows;

beforeAll(async () => {
  world = await start({}, { limits });
  admin = await signIn(world, ADMIN);
  rows = await seedManyRows(world, admin);
}, TIMEOUT_MS);

async function withLimit<T>(most: number, call: () => Promise<T>): Promise<T> {
  limits.documentsRead = most;
  try {
    return await call();
  } finally {
    limits.documentsRead = UNLIMITED;
  }
}

const query = (path: string, args: Args) => admin.caller.query(makeFunctionReference<"query">(path), args);

describe("with thousands of rows", () => {
  test("every public query has a bound", async () => {
    const queries = (await exportedFunctions()).filter(({ type, isPublic }) => isPublic && type === "query");
    expect(Object.keys(MOST).sort()).toEqual(queries.map(({ path }) => path).sort());
  });

  test.each(Object.entries(MOST))(
    "%s reads at most a bounded number of rows",
    async (path, [most, calls]) => {
      for (const args of calls(rows)) {
        const failure = await withLimit(most, () => query(path, args)).catch((error: Error) => error.message);
        expect([args, failure]).not.toEqual([args, expect.stringContaining("limit")]);
      }
    },
  );

  test("a page has at most 500 rows, however many a client asks for", async () => {
    const all = { campaignId: rows.campaignId, paginationOpts: { numItems: 10_000, cursor: null } };
    const { page } = (await query("recipients:list", all)) as PaginationResult<unknown>;
    expect(page).toHaveLength(500);
  });

  test.each<[path: string, args: (rows: ManyRows) => Args, mostPages: number]>([
    ["suppressions:list", () => ({ search: LAST }), 1],
    ["people:list", () => ({ search: "same zed" }), MANY / 200 + 1],
    ["recipients:list", ({ campaignId }) => ({ campaignId, search: LAST }), 1],
    ["recipients:list", ({ campaignId }) => ({ campaignId, search: LAST, reached: "accepted" }), 1],
    ["recipients:list", ({ campaignId }) => ({ campaignId, search: LAST, reached: "withdrawn" }), 1],
    ["recipients:list", ({ campaignId }) => ({ campaignId, search: LAST, reached: "openedByPeople" }), 1],
    [
      "recipients:list",
      ({ campaignId }) => ({ campaignId, search: LAST, reached: "accepted", domain: "example.com" }),
      1,
    ],
  ])("%s finds the last of thousands within a few pages", async (path, args, mostPages) => {
    const found = await allPages(path, args(rows));
    expect(found.rows).toHaveLength(1);
    expect(found.pages).toBeLessThanOrEqual(mostPages);
  });

  test("the list of people who wait for a mail ends at once if nobody does", async () => {
    const found = await allPages("recipients:list", { campaignId: rows.campaignId, reached: "queued" });
    expect(found).toEqual({ rows: [], pages: 2 });
  });
});

async function allPages(path: string, args: Args): Promise<{ rows: unknown[]; pages: number }> {
  const found: unknown[] = [];
  let cursor: string | null = null;
  for (let pages = 1; ; pages++) {
    const paginationOpts = { numItems: 25, cursor };
    const result = (await query(path, { ...args, paginationOpts })) as PaginationResult<unknown>;
    found.push(...result.page);
    if (result.isDone) return { rows: found, pages };
    cursor = result.continueCursor;
  }
}
