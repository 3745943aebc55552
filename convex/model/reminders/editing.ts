/** Saves the reminders of a campaign. A reminder can be changed until the first person is due for it. */
import type { Infer, ObjectType } from "convex/values";
import * as messages from "../../../lib/messages/reminders";
import { MAX_DAYS, MAX_REMINDERS } from "../../../lib/reminders/limits";
import { isPossibleHour } from "../../../lib/reminders/schedule";
import { parseTimeZone } from "../../../lib/reminders/time-zones";
import { MAX_TEMPLATE_BYTES, mostTemplateBytes } from "../../../emails/markdown/size";
import { MESSAGE_TOO_LARGE } from "../../../lib/messages/campaign-launch";
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { fail } from "../../errors";
import type { reminderPlan, reminderStep } from "../../validators";
import { asActor, audit } from "../audit";
import { checkDraft } from "../campaigns/drafts";
import type { Viewer } from "../people/viewer";
import { notePictures } from "../pictures/use";
import { getReminders, type Reminders, type Step } from "./plans";
import { replanSoon } from "./switching";

type Campaign = Doc<"campaigns">;
export type Rules = ObjectType<typeof reminderPlan>;
export type StepDraft = { [Field in keyof typeof reminderStep]?: Infer<(typeof reminderStep)[Field]> } & {
  days: number;
  hour: number;
};

export interface Saved {
  /** The version of the plan that the author has seen; 0 if there was none. */
  seen: number;
  rules: Rules;
  steps: StepDraft[];
}

/** Saves the whole plan, or fails with the reason. Returns its new version. */
export async function saveReminders(
  ctx: MutationCtx,
  campaign: Campaign,
  { seen, rules, steps: written }: Saved,
  viewer: Viewer,
): Promise<number> {
  const steps = written.map(withoutBlanks);
  const known = await getReminders(ctx, campaign._id);
  const version = known?.plan.version ?? 0;
  if (version !== seen) fail("changed", messages.CHANGED_MEANWHILE);
  const checked = { ...rules, timeZone: zoneOrFail(rules.timeZone) };
  steps.forEach((step, index) => checkStep(step, index + 1, checked));
  if (steps.length > MAX_REMINDERS) fail("invalid", messages.tooMany(MAX_REMINDERS), "steps");
  await savePlan(ctx, campaign, known, { ...checked, version: version + 1 }, viewer);
  await saveSteps(ctx, campaign, known?.steps ?? [], steps);
  if (campaign.status === "draft") await noteInDraft(ctx, campaign, viewer);
  else await noteAfterLaunch(ctx, campaign, version + 1, viewer);
  return version + 1;
}

/**
 * A blank text counts as missing, so that the campaign's own is sent: the provider accepts no mail without a subject.
 */
function withoutBlanks({ subject, body, buttonLabel, ...time }: StepDraft): StepDraft {
  const texts = Object.entries({ subject, body, buttonLabel }).filter(([, text]) => text?.trim());
  return { ...time, ...Object.fromEntries(texts) };
}

function zoneOrFail(text: string): string {
  return parseTimeZone(text) ?? fail("invalid", messages.unknownZone(text), "timeZone");
}

function checkStep(
  { days, hour, subject, body, buttonLabel }: StepDraft,
  number: number,
  rules: Rules,
): void {
  const at = `steps.${number - 1}`;
  if (!(Number.isInteger(days) && days >= 1 && days <= MAX_DAYS))
    fail("invalid", messages.daysProblem(number, MAX_DAYS), `${at}.days`);
  if (!isPossibleHour(hour, rules)) fail("invalid", messages.hourProblem(number), `${at}.hour`);
  checkDraft({
    ...(subject === undefined ? {} : { subject }),
    ...(body === undefined ? {} : { body }),
    ...(buttonLabel === undefined ? {} : { buttonLabel }),
  });
  if (body !== undefined && mostTemplateBytes(body) > MAX_TEMPLATE_BYTES)
    fail("invalid", MESSAGE_TOO_LARGE, `${at}.body`);
}

async function savePlan(
  ctx: MutationCtx,
  campaign: Campaign,
  known: Reminders | null,
  plan: Rules & { version: number },
  viewer: Viewer,
): Promise<void> {
  const approval = campaign.status === "draft" ? {} : { approvedBy: viewer.id };
  const saved = { ...plan, ...approval, stoppedBecause: undefined };
  if (known) await ctx.db.patch("reminderPlans", known.plan._id, saved);
  else await ctx.db.insert("reminderPlans", { campaignId: campaign._id, ...saved, isOpen: false });
}

async function saveSteps(
  ctx: MutationCtx,
  campaign: Campaign,
  known: Step[],
  steps: StepDraft[],
): Promise<void> {
  for (const [index, old] of known.entries()) {
    const step = steps[index];
    if (old.reminderId && !(step && isSame(old, step))) fail("conflict", messages.hasBegun(old.number));
    if (!step) await ctx.db.delete("reminderSteps", old._id);
  }
  for (const [index, { days, hour, subject, body, buttonLabel }] of steps.entries()) {
    const step = { days, hour, subject, body, buttonLabel };
    const old = known[index];
    await notePictures(ctx, { before: old?.body, after: body });
    if (old) await ctx.db.patch("reminderSteps", old._id, step);
    else await ctx.db.insert("reminderSteps", { campaignId: campaign._id, number: index + 1, ...step });
  }
}

const FIELDS = ["days", "hour", "subject", "body", "buttonLabel"] as const;

function isSame(one: StepDraft, other: StepDraft): boolean {
  return FIELDS.every((field) => one[field] === other[field]);
}

/**
 * Raises the version of the draft, so that a person who confirms a launch has seen these reminders. The launch fails
 * with `changed` otherwise.
 */
async function noteInDraft(ctx: MutationCtx, campaign: Campaign, { id, email }: Viewer): Promise<void> {
  const { edits = {} } = campaign;
  const version = (edits["reminders"]?.version ?? 0) + 1;
  const reminders = { version, writer: id, by: email };
  await ctx.db.patch("campaigns", campaign._id, { edits: { ...edits, reminders } });
}

async function noteAfterLaunch(
  ctx: MutationCtx,
  campaign: Campaign,
  version: number,
  viewer: Viewer,
): Promise<void> {
  await audit(ctx, "campaign.remindersChanged", {
    actor: asActor(viewer),
    subject: campaign.name,
    details: { campaignId: campaign._id },
  });
  await replanSoon(ctx, { campaignId: campaign._id, version });
}
