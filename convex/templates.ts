/** Templates: saved messages that campaigns can start from. */
import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import * as messages from "../lib/messages/templates";
import type { Doc, Id } from "./_generated/dataModel";
import type { MutationCtx, QueryCtx } from "./_generated/server";
import { fail } from "./errors";
import { writerMutation, writerQuery } from "./functions";
import { asActor, audit } from "./model/audit";
import { requireCampaign } from "./model/campaigns/campaign";
import { createDraft, EMPTY_DRAFT } from "./model/campaigns/drafts";
import type { Viewer } from "./model/people/viewer";

type Template = Doc<"templates">;
type Marketer = MutationCtx & { viewer: Viewer };

const MAX_NAME = 200;

/** Templates by name, without their messages. */
export const list = writerQuery({
  args: { paginationOpts: paginationOptsValidator },
  handler: async (ctx, { paginationOpts }) => {
    const result = await ctx.db
      .query("templates")
      .withIndex("by_deletedAt_and_name", (q) => q.eq("deletedAt", undefined))
      .paginate(paginationOpts);
    const page = result.page.map(({ _id, _creationTime, name, subject }) => ({
      id: _id,
      name,
      subject,
      createdAt: _creationTime,
    }));
    return { ...result, page };
  },
});

/** The texts of a template. */
export const get = writerQuery({
  args: { templateId: v.id("templates") },
  handler: async (ctx, { templateId }) => textsOf(await requireTemplate(ctx, templateId)),
});

/** Saves the message of a campaign as a template, and returns the template's id. */
export const create = writerMutation({
  args: { campaignId: v.id("campaigns"), name: v.string() },
  handler: async (ctx, { campaignId, name: given }): Promise<Id<"templates">> => {
    const name = checkedName(given);
    const texts = textsOf(await requireCampaign(ctx, campaignId));
    const id = await ctx.db.insert("templates", { ...texts, name, createdBy: ctx.viewer.id });
    await note(ctx, "template.created", name);
    return id;
  },
});

/** Creates a draft with the template's message and without an audience, and returns the draft's id. */
export const start = writerMutation({
  args: { templateId: v.id("templates") },
  handler: async (ctx, { templateId }): Promise<Id<"campaigns">> => {
    const template = await requireTemplate(ctx, templateId);
    const draft = { ...EMPTY_DRAFT, ...textsOf(template), name: template.name };
    const campaignId = await createDraft(ctx, ctx.viewer, draft);
    const details = { campaignId, template: template.name };
    await audit(ctx, "campaign.created", { actor: asActor(ctx.viewer), subject: draft.name, details });
    return campaignId;
  },
});

export const rename = writerMutation({
  args: { templateId: v.id("templates"), name: v.string() },
  handler: async (ctx, { templateId, name: given }) => {
    await requireTemplate(ctx, templateId);
    const name = checkedName(given);
    await ctx.db.patch("templates", templateId, { name });
    await note(ctx, "template.renamed", name);
    return null;
  },
});

/** Deletes a template. `restore` brings it back until model/sweeping.ts deletes the row, a month later. */
export const remove = writerMutation({
  args: { templateId: v.id("templates") },
  handler: async (ctx, { templateId }) => {
    const { name } = await requireTemplate(ctx, templateId);
    await ctx.db.patch("templates", templateId, { deletedAt: Date.now() });
    await note(ctx, "template.deleted", name);
    return null;
  },
});

/** Brings a deleted template back. */
export const restore = writerMutation({
  args: { templateId: v.id("templates") },
  handler: async (ctx, { templateId }) => {
    const template = await ctx.db.get("templates", templateId);
    if (!template) fail("not_found", messages.NO_SUCH_TEMPLATE);
    if (template.deletedAt === undefined) return null;
    await ctx.db.patch("templates", templateId, { deletedAt: undefined });
    await note(ctx, "template.restored", template.name);
    return null;
  },
});

const textsOf = ({
  subject,
  preheader,
  body,
  buttonLabel,
}: Pick<Template, "subject" | "preheader" | "body" | "buttonLabel">) => ({
  subject,
  preheader,
  body,
  buttonLabel,
});

async function requireTemplate(ctx: QueryCtx, id: Id<"templates">): Promise<Template> {
  const template = await ctx.db.get("templates", id);
  if (!template || template.deletedAt !== undefined) fail("not_found", messages.NO_SUCH_TEMPLATE);
  return template;
}

function checkedName(given: string): string {
  const name = given.trim();
  if (name === "") fail("invalid", messages.NAME_NEEDED, "name");
  return name.length <= MAX_NAME ? name : fail("invalid", messages.NAME_TOO_LONG, "name");
}

function note(
  ctx: Marketer,
  action: "template.created" | "template.renamed" | "template.deleted" | "template.restored",
  subject: string,
): Promise<void> {
  return audit(ctx, action, { actor: asActor(ctx.viewer), subject });
}
