/** Every step from every status, checked in the transition table and through the functions that use it. */
import type { FunctionReference } from "convex/server";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { api } from "@/convex/_generated/api";
import { after, type CampaignStatus, type CampaignStep, TRANSITIONS } from "@/convex/model/campaigns/status";
import { type CampaignId, campaignOf, draftFor, signInAs } from "./support/campaigns";
import type { Person } from "./support/people";
import { NOW, type World, start } from "./support/world";
import { auditEvents } from "./support/tables";

const STATUSES = Object.keys(TRANSITIONS) as CampaignStatus[];
const STEPS: CampaignStep[] = [
  "schedule",
  "unschedule",
  "launch",
  "pause",
  "resume",
  "finish",
  "reopen",
  "cancel",
  "delete",
  "restore",
];
const PAIRS = STATUSES.flatMap((status) => STEPS.map((step) => [status, step] as const));

const LEGAL: Record<CampaignStatus, Partial<Record<CampaignStep, CampaignStatus>>> = {
  draft: { schedule: "scheduled", launch: "sending", delete: "deleted" },
  scheduled: { unschedule: "draft", launch: "sending", cancel: "cancelled" },
  sending: { pause: "paused", finish: "sent", cancel: "cancelled" },
  paused: { resume: "sending", finish: "sent", cancel: "cancelled" },
  sent: { reopen: "sending" },
  cancelled: {},
  deleted: { restore: "draft" },
};

describe("the table of transitions", () => {
  test.each(PAIRS)("%s, then %s", (status, step) => {
    const next = LEGAL[status][step];
    if (next) expect(after({ status }, step)).toBe(next);
    else expect(() => after({ status }, step)).toThrow(expect.objectContaining({ data: conflict }));
  });

  test("each refusal has its own text, which names the allowed states", () => {
    const words = STEPS.map((step) => messageOf(() => after({ status: "cancelled" }, step)));
    expect(new Set(words).size).toBe(STEPS.length);
  });

  const conflict = expect.objectContaining({ code: "conflict", message: expect.any(String) });
});

function messageOf(refused: () => unknown): string {
  try {
    refused();
  } catch (error) {
    return (error as { data: { message: string } }).data.message;
  }
  throw new Error("It was allowed");
}

/** A marketer's actions, with the statuses in which each is allowed. */
const FUNCTIONS: Record<string, { from: CampaignStatus[]; call: (id: CampaignId) => Promise<unknown> }> = {
  update: { from: ["draft"], call: (campaignId) => mutate("update", { campaignId, draft: { name: "x" } }) },
  remove: {
    from: ["draft"],
    call: (campaignId) => marketer.as.mutation(api.drafts.remove, { campaignId }),
  },
  restore: {
    from: ["draft", "deleted"],
    call: (campaignId) => marketer.as.mutation(api.drafts.restore, { campaignId }),
  },
  launch: { from: ["draft", "scheduled"], call: (campaignId) => mutate("launch", { campaignId }) },
  "launch later": {
    from: ["draft"],
    call: (campaignId) => mutate("launch", { campaignId, at: NOW + 3_600_000 }),
  },
  unschedule: { from: ["scheduled"], call: (campaignId) => mutate("unschedule", { campaignId }) },
  pause: { from: ["sending"], call: (campaignId) => mutate("pause", { campaignId }) },
  resume: { from: ["paused"], call: (campaignId) => mutate("resume", { campaignId }) },
  cancel: {
    from: ["scheduled", "sending", "paused"],
    call: (campaignId) => mutate("cancel", { campaignId }),
  },
  retryFailed: { from: ["sent"], call: (campaignId) => mutate("retryFailed", { campaignId }) },
  remind: { from: ["sent"], call: (campaignId) => mutate("remind", { campaignId }) },
  duplicate: {
    from: STATUSES.filter((status) => status !== "deleted"),
    call: (campaignId) => mutate("duplicate", { campaignId }),
  },
  "add recipients": {
    from: ["draft"],
    call: (campaignId) => marketer.as.mutation(api.recipients.add, { campaignId, rows: [] }),
  },
  "clear recipients": {
    from: ["draft"],
    call: (campaignId) => marketer.as.mutation(api.recipients.clear, { campaignId }),
  },
};

let world: World;
let marketer: Person;
beforeAll(async () => {
  world = await start();
  marketer = await signInAs(world, "marketer");
});

type AnyMutation = FunctionReference<"mutation", "public", Record<string, unknown> & { forUser: string }>;

function mutate(name: keyof typeof api.campaigns, args: Record<string, unknown>): Promise<unknown> {
  return marketer.as.mutation(api.campaigns[name] as AnyMutation, args);
}

/** A campaign with this status, one recipient and one failure to retry. */
async function campaignIn(status: CampaignStatus): Promise<CampaignId> {
  const campaignId = await draftFor(marketer, 1);
  await world.t.run(async ({ db }) => {
    await db.patch("campaigns", campaignId, { status });
    await db.insert("campaignCounts", { campaignId, writer: "sender", counts: { failed: 1 } });
  });
  return campaignId;
}

describe.each(Object.entries(FUNCTIONS))("%s", (_, { from, call }) => {
  test.each(STATUSES)("a campaign that is %s", async (status) => {
    const campaignId = await campaignIn(status);
    const outcome = await call(campaignId).then(
      () => "allowed",
      (error: { data?: { code: string } }) => error.data?.code,
    );
    const refusal = status === "deleted" ? "not_found" : "conflict";
    expect(outcome).toBe(from.includes(status) ? "allowed" : refusal);
    if (outcome !== "allowed") expect((await campaignOf(world.t, campaignId)).status).toBe(status);
  });
});

test("each transition is audited, and nothing else", async () => {
  const before = await auditEvents(world.t);
  await FUNCTIONS.pause!.call(await campaignIn("sending"));
  await FUNCTIONS.pause!.call(await campaignIn("draft")).catch(() => undefined);
  const added = (await auditEvents(world.t)).slice(before.length).map(({ action }) => action);
  expect(added.filter((action) => action !== "campaign.created")).toEqual(["campaign.paused"]);
});
