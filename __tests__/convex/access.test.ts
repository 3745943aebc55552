/**
 * Who may call what. `WHO` must have a row for every exported function, so a new function without a row fails here.
 * Each function is called with every role and must itself refuse callers who are not allowed.
 */
import { beforeAll, describe, expect, test } from "@jest/globals";
import { makeFunctionReference } from "convex/server";
import { internal } from "@/convex/_generated/api";
import crons from "@/convex/crons";
import http from "@/convex/http";
import type { Doc } from "@/convex/_generated/dataModel";
import { png } from "../support/pictures";
import { newBrowser } from "./support/browser";
import { draftFor, recipientsOf, signInAs } from "./support/campaigns";
import { exportedFunctions } from "./support/deployment";
import { PASSKEY } from "./support/passkeys";
import { pngOf } from "./support/png";
import { ADMIN, type Person, signIn } from "./support/people";
import { type World, start, whilePumping } from "./support/world";

type Role = "anonymous" | "member" | "writer" | "marketer" | "admin";
const ROLES: Role[] = ["anonymous", "member", "writer", "marketer", "admin"];

/** The lowest role that may call each function. */
const WHO: Record<string, Role> = {
  "account:cancelDeletion": "member",
  "account:changeEmail": "member",
  "account:data": "member",
  "account:deletionAt": "member",
  "account:noteDownload": "member",
  "account:requestDeletion": "member",
  "account:signIns": "member",
  "accountLinks:disownNotice": "anonymous",
  "accountLinks:followChange": "anonymous",
  "accountLinks:peekChange": "anonymous",
  "accountLinks:peekNotice": "anonymous",
  "apiKeys:create": "admin",
  "apiKeys:list": "admin",
  "apiKeys:revoke": "admin",
  "audienceCopies:begin": "writer",
  "audienceCopies:count": "writer",
  "audienceCopies:dismiss": "writer",
  "audienceCopies:duplicate": "writer",
  "audienceCopies:get": "writer",
  "audienceCopies:stop": "writer",
  "audit:list": "admin",
  "audit:noteExport": "admin",
  "blockedAddresses:list": "admin",
  "blockedAddresses:noteUnblocked": "admin",
  "brand:clearLogo": "admin",
  "brand:get": "anonymous",
  "brand:logo": "anonymous",
  "brand:save": "admin",
  "brand:setLogo": "admin",
  "brand:settings": "admin",
  "bulk:removeSuppressions": "marketer",
  "bulk:revokeInvites": "marketer",
  "bulk:sendAgain": "marketer",
  "campaignApprovals:ask": "writer",
  "campaignApprovals:get": "writer",
  "campaignApprovals:takeBack": "writer",
  "campaignList:archive": "writer",
  "campaignList:label": "writer",
  "campaignList:labels": "writer",
  "campaignList:list": "writer",
  "campaignNotices:level": "writer",
  "campaignNotices:setLevel": "writer",
  "campaignPreviews:render": "writer",
  "campaignPreviews:sendTest": "writer",
  "campaignSenders:domains": "writer",
  "campaignSenders:refresh": "marketer",
  "campaigns:cancel": "marketer",
  "campaigns:create": "writer",
  "campaigns:duplicate": "writer",
  "campaigns:get": "writer",
  "campaigns:launch": "marketer",
  "campaigns:pause": "marketer",
  "campaigns:remind": "writer",
  "campaigns:resume": "marketer",
  "campaigns:retryFailed": "marketer",
  "campaigns:unschedule": "marketer",
  "campaigns:update": "writer",
  "confirmations:confirm": "member",
  "confirmations:provenAt": "member",
  "confirmations:request": "member",
  "drafts:remove": "writer",
  "drafts:restore": "writer",
  "health:check": "anonymous",
  "invitations:list": "admin",
  "invitations:resend": "admin",
  "invitations:revoke": "admin",
  "linkVisits:note": "anonymous",
  "loginLinks:create": "admin",
  "loginLinks:exchange": "anonymous",
  "loginLinks:list": "admin",
  "loginLinks:peek": "anonymous",
  "loginLinks:renew": "anonymous",
  "loginLinks:request": "anonymous",
  "loginLinks:revoke": "admin",
  "mail/unblocking:unblock": "admin",
  "notices:disown": "member",
  "notices:dismiss": "member",
  "notices:list": "member",
  "overview:mailDomains": "admin",
  "overview:signIns": "admin",
  "overview:state": "admin",
  "passkeyCeremonies:confirm": "member",
  "passkeyCeremonies:register": "member",
  "passkeyCeremonies:signIn": "anonymous",
  "passkeys:beginConfirmation": "member",
  "passkeys:beginRegistration": "member",
  "passkeys:list": "member",
  "passkeys:remove": "member",
  "passkeys:rename": "member",
  "passkeys:setPasskeysOnly": "member",
  "people:invite": "admin",
  "people:list": "admin",
  "people:remove": "admin",
  "people:setRole": "admin",
  "person:account": "admin",
  "person:campaigns": "marketer",
  "person:data": "admin",
  "person:erase": "admin",
  "person:find": "marketer",
  "person:get": "marketer",
  "person:noteExport": "admin",
  "pictures:add": "writer",
  "profile:update": "member",
  "recipients:add": "writer",
  "recipients:beginUpload": "writer",
  "recipients:clear": "writer",
  "recipients:endUpload": "writer",
  "recipients:get": "writer",
  "recipients:list": "writer",
  "recipients:noteExport": "marketer",
  "recipients:openInvites": "writer",
  "recipients:remove": "writer",
  "recipients:revokeInvite": "marketer",
  "results:campaigns": "writer",
  "results:domains": "writer",
  "results:hours": "writer",
  "reminders:due": "writer",
  "reminders:get": "writer",
  "reminders:ofRecipient": "writer",
  "reminders:save": "writer",
  "reminders:setOn": "marketer",
  "reminders:zones": "writer",
  "sessions:list": "member",
  "sessions:nameDevice": "member",
  "sessions:revoke": "member",
  "sessions:revokeOthers": "member",
  "signInMails:state": "anonymous",
  "suppressions:add": "marketer",
  "suppressions:list": "marketer",
  "suppressions:noteExport": "marketer",
  "suppressions:remove": "marketer",
  "templates:create": "writer",
  "templates:get": "writer",
  "templates:list": "writer",
  "templates:remove": "writer",
  "templates:rename": "writer",
  "templates:restore": "writer",
  "templates:start": "writer",
  "testRecipients:list": "writer",
  "testRecipients:save": "marketer",
  "unsubscribes:confirm": "anonymous",
  "unsubscribes:peek": "anonymous",
  "unsubscribes:undo": "anonymous",
  "users:current": "anonymous",
  "webhooks:create": "admin",
  "webhooks:deliveries": "admin",
  "webhooks:list": "admin",
  "webhooks:remove": "admin",
  "webhooks:sendTest": "admin",
};

let world: World;
let callers: Record<Role, Pick<Person["caller"], "query" | "mutation" | "action">>;
let userIds: Record<Role, string>;
let args: Record<string, Record<string, unknown>>;

beforeAll(async () => {
  world = await start();
  const member = await signIn(world, "member@example.com");
  const writer = await signInAs(world, "writer", "writer@example.com");
  const marketer = await signInAs(world, "marketer");
  const admin = await signIn(world, ADMIN);
  callers = {
    anonymous: world.t,
    member: member.caller,
    writer: writer.caller,
    marketer: marketer.caller,
    admin: admin.caller,
  };
  userIds = {
    anonymous: "",
    member: member.userId,
    writer: writer.userId,
    marketer: marketer.userId,
    admin: admin.userId,
  };
  args = await someArguments(marketer);
});

/** Valid arguments for each function, so that a call can be refused only because of the caller's role. */
async function someArguments(marketer: Person) {
  const { linkId } = await world.t.mutation(internal.loginLinks.mint, { email: "ada@example.com" });
  const apiKeyId = await world.t.run(({ db }) =>
    db.insert("apiKeys", { name: "x", keyHash: "x", prefix: "x", createdBy: "x" }),
  );
  const { browserHash, attempt } = await newBrowser();
  const client = { userAgent: null };
  const paginationOpts = { numItems: 1, cursor: null };
  const campaignId = await draftFor(marketer, 1);
  const [{ _id: recipientId }] = (await recipientsOf(world.t, campaignId)) as [Doc<"recipients">];
  const missing = await missingIds();
  const signedLink = { recipient: recipientId, signature: "x" };
  return {
    "account:changeEmail": { email: "new@example.com" },
    "accountLinks:disownNotice": { noticeId: "x", signature: "x" },
    "accountLinks:followChange": { changeId: "x", step: "undo", signature: "x" },
    "accountLinks:peekChange": { changeId: "x", step: "undo", signature: "x", now: 0 },
    "accountLinks:peekNotice": { noticeId: "x", signature: "x" },
    "apiKeys:create": { name: "shop" },
    "apiKeys:revoke": { apiKeyId },
    "audienceCopies:begin": { campaignId: missing.campaigns, sources: [campaignId], outcomes: ["all"] },
    "audienceCopies:count": { campaignId, sources: [campaignId], outcomes: ["all"], after: "" },
    "audienceCopies:dismiss": { campaignId },
    "audienceCopies:duplicate": { campaignId: missing.campaigns },
    "audienceCopies:get": { campaignId },
    "audienceCopies:stop": { campaignId },
    "audit:list": { paginationOpts },
    "blockedAddresses:list": { paginationOpts },
    "blockedAddresses:noteUnblocked": { blockedAddressId: missing.blockedAddresses },
    "bulk:removeSuppressions": { suppressionIds: [] },
    "bulk:revokeInvites": { recipientIds: [] },
    "bulk:sendAgain": { campaignId: missing.campaigns, recipientIds: [] },
    "campaignApprovals:ask": { campaignId: missing.campaigns },
    "campaignApprovals:get": { campaignId },
    "campaignApprovals:takeBack": { campaignId: missing.campaigns },
    "campaignList:archive": { campaignIds: [], isArchived: true },
    "campaignList:label": { campaignIds: [campaignId], add: [], remove: [] },
    "campaignList:list": { paginationOpts },
    "brand:clearLogo": { scheme: "light" },
    "brand:logo": { hash: "0" },
    "brand:save": {
      ...{ name: "", accent: "", accentDark: "", senderName: "" },
      ...{ postalAddress: "", supportEmail: "", footerLinks: "" },
    },
    "brand:setLogo": { scheme: "light", png: pngOf(10, 10) },
    "campaignNotices:setLevel": { level: "all" },
    "campaignPreviews:render": { campaignId },
    "campaignPreviews:sendTest": { campaignId, to: ["ada@example.com"] },
    "campaigns:cancel": { campaignId: missing.campaigns },
    "campaigns:duplicate": { campaignId },
    "campaigns:get": { campaignId },
    "campaigns:launch": { campaignId: missing.campaigns },
    "campaigns:pause": { campaignId: missing.campaigns },
    "campaigns:remind": { campaignId: missing.campaigns },
    "campaigns:resume": { campaignId: missing.campaigns },
    "campaigns:retryFailed": { campaignId: missing.campaigns },
    "campaigns:unschedule": { campaignId: missing.campaigns },
    "campaigns:update": { campaignId, draft: { name: "x" }, seen: { name: 99 } },
    "confirmations:confirm": { proof: { kind: "code", code: "000000" } },
    "drafts:remove": { campaignId: missing.campaigns },
    "drafts:restore": { campaignId: missing.campaigns },
    "health:check": { siteUrl: "x", minute: 0, signature: "x" },
    "invitations:list": { source: "colleague", paginationOpts },
    "invitations:resend": { invitationId: linkId },
    "invitations:revoke": { invitationId: linkId },
    "linkVisits:note": { tokenHash: "x", isHead: false, agent: "browser", fetching: "navigation", client },
    "loginLinks:create": { email: "bob@example.com" },
    "loginLinks:exchange": { proof: { kind: "token", token: "x" }, attempt, client },
    "loginLinks:list": { paginationOpts, minute: 0 },
    "loginLinks:peek": { token: "x", minute: 0 },
    "loginLinks:renew": { token: "x", browserHash, client },
    "loginLinks:request": { email: "x", browserHash, client },
    "loginLinks:revoke": { linkId },
    "mail/unblocking:unblock": { blockedAddressId: missing.blockedAddresses },
    "notices:disown": { noticeId: missing.notices },
    "notices:dismiss": { noticeId: missing.notices },
    "overview:mailDomains": { order: "sent", paginationOpts },
    "overview:signIns": { today: 0 },
    "passkeyCeremonies:confirm": { assertion: ASSERTION },
    "passkeyCeremonies:register": { attestation: ATTESTATION, userAgent: "x" },
    "passkeyCeremonies:signIn": { assertion: ASSERTION, holder: "x", client },
    "passkeys:remove": { passkeyId: missing.passkeys },
    "passkeys:rename": { passkeyId: missing.passkeys, name: "x" },
    "passkeys:setPasskeysOnly": { isOn: false },
    "people:invite": { email: "eve@example.com", role: "marketer" },
    "people:list": { paginationOpts },
    "people:remove": { memberId: missing.members },
    "people:setRole": { memberId: missing.members, role: "admin" },
    "person:account": { id: recipientId },
    "person:campaigns": { id: recipientId, paginationOpts },
    "person:data": { id: recipientId },
    "person:erase": { id: missing.recipients },
    "person:find": { email: "ada@example.com" },
    "person:get": { id: recipientId },
    "person:noteExport": { id: recipientId },
    "pictures:add": { bytes: png(1, 1).buffer },
    "profile:update": { name: "x" },
    "recipients:add": { campaignId, rows: [] },
    "recipients:beginUpload": { campaignId: missing.campaigns, key: "k", done: 0, total: 1 },
    "recipients:clear": { campaignId: missing.campaigns },
    "recipients:endUpload": { campaignId, key: "k" },
    "recipients:get": { recipientId },
    "recipients:list": { campaignId, paginationOpts },
    "recipients:noteExport": { campaignId },
    "recipients:openInvites": { campaignId, cursor: null, now: 0 },
    "recipients:remove": { recipientId: missing.recipients },
    "recipients:revokeInvite": { recipientId },
    "results:campaigns": { paginationOpts },
    "results:domains": { campaignId, paginationOpts },
    "results:hours": { campaignId, paginationOpts },
    "reminders:due": { campaignId, cursor: null },
    "reminders:get": { campaignId },
    "reminders:ofRecipient": { recipientId },
    "reminders:save": { campaignId: missing.campaigns, seen: 0, rules: REMINDER_RULES, steps: [] },
    "reminders:setOn": { campaignId: missing.campaigns, isOn: false },
    "reminders:zones": { campaignId, cursor: null },
    "sessions:nameDevice": { sessionId: "not-a-session", name: "Work laptop" },
    "sessions:revoke": { sessionId: "not-a-session" },
    "signInMails:state": { browserHash, askedAt: 0, now: 0, signature: "x" },
    "suppressions:add": { emails: [], note: "x" },
    "suppressions:list": { paginationOpts },
    "suppressions:remove": { suppressionId: missing.suppressions },
    "templates:create": { campaignId, name: "x" },
    "templates:get": { templateId: missing.templates },
    "templates:list": { paginationOpts },
    "templates:remove": { templateId: missing.templates },
    "templates:rename": { templateId: missing.templates, name: "x" },
    "templates:restore": { templateId: missing.templates },
    "templates:start": { templateId: missing.templates },
    "testRecipients:save": { emails: [] },
    "unsubscribes:confirm": signedLink,
    "unsubscribes:peek": signedLink,
    "unsubscribes:undo": signedLink,
    "webhooks:create": { url: "https://hooks.example.com" },
    "webhooks:deliveries": { paginationOpts },
    "webhooks:remove": { webhookId: missing.webhooks },
    "webhooks:sendTest": { webhookId: missing.webhooks },
  };
}

const ASSERTION = { id: "x", response: { clientDataJSON: "x", authenticatorData: "x", signature: "x" } };
const ATTESTATION = { id: "x", response: { clientDataJSON: "x", attestationObject: "x" } };

/** Ids of rows that no longer exist. */
function missingIds() {
  return world.t.run(async ({ db }) => {
    const campaigns = await db.insert("campaigns", {
      ...DRAFT,
      status: "draft",
      createdBy: "x",
      invitedBy: "x",
    });
    const members = await db.insert("members", { userId: "x", email: "x", role: "member" });
    const recipients = await db.insert("recipients", {
      campaignId: campaigns,
      email: "x",
      fields: {},
      status: "queued",
    });
    const addedBy = { kind: "backend" as const };
    const suppressions = await db.insert("suppressions", { email: "x", reason: "manual", addedBy });
    // The last admin cannot delete their account, so this adds another admin.
    await db.insert("members", { userId: "y", email: "y", role: "admin" });
    const passkeys = await db.insert("passkeys", PASSKEY);
    await db.delete("passkeys", passkeys);
    const notices = await db.insert("notices", { userId: "x", email: "x", kind: "linkUsed" });
    await db.delete("notices", notices);
    const blockedAddresses = await db.insert("blockedAddresses", { email: "x", reason: "bounced", at: 0 });
    await db.delete("blockedAddresses", blockedAddresses);
    const templates = await db.insert("templates", {
      name: "x",
      subject: "x",
      preheader: "",
      body: "x",
      buttonLabel: "x",
      createdBy: "x",
    });
    await db.delete("templates", templates);
    const webhooks = await db.insert("webhooks", { url: "x" });
    await db.delete("webhooks", webhooks);
    await db.delete("campaigns", campaigns);
    await db.delete("members", members);
    await db.delete("recipients", recipients);
    await db.delete("suppressions", suppressions);
    return {
      blockedAddresses,
      campaigns,
      members,
      notices,
      passkeys,
      recipients,
      suppressions,
      templates,
      webhooks,
    };
  });
}

const REMINDER_RULES = { isOn: true, timeZone: "UTC", notAtNight: true, notOnWeekends: false };

const DRAFT = {
  name: "x",
  subject: "x",
  preheader: "",
  body: "x",
  buttonLabel: "x",
  next: "/",
  lifetimeDays: 1,
};

/**
 * True for a mutation or action that needs a signed-in caller. Pages send `forUser` with it: the account for which the
 * page was rendered.
 */
const isChange = (path: string, type: string) => WHO[path] !== "anonymous" && type !== "query";

/**
 * The error code of the refusal, or "allowed". "not_found" counts as allowed, because the role was accepted. `forUser`
 * is the account for which the calling page was rendered; null leaves it out of the call.
 */
async function outcome(path: string, role: Role, forUser: string | null = userIds[role]): Promise<string> {
  const { type } = (await exportedFunctions()).find((candidate) => candidate.path === path)!;
  const caller = callers[role];
  const given = { ...args[path], ...(isChange(path, type) && forUser !== null ? { forUser } : {}) };
  const call = {
    query: () => caller.query(makeFunctionReference<"query">(path), given),
    mutation: () => caller.mutation(makeFunctionReference<"mutation">(path), given),
    action: () => whilePumping(caller.action(makeFunctionReference<"action">(path), given)),
  };
  return call[type]().then(
    () => "allowed",
    (error: { data?: { code?: string } | string }) => {
      // If a query throws inside an action, convex-test passes the error's data on as a JSON string.
      const data = typeof error.data === "string" ? (JSON.parse(error.data) as { code: string }) : error.data;
      const code = data?.code;
      if (code === "not_found") return "allowed";
      if (code === undefined) throw error;
      return code;
    },
  );
}

test("the table names every public function and nothing else", async () => {
  const functions = (await exportedFunctions()).filter(({ isPublic }) => isPublic);
  expect(functions.map(({ path }) => path).sort()).toEqual(Object.keys(WHO).sort());
});

describe.each(Object.entries(WHO))("%s, for %s and above", (path, least) => {
  test.each(ROLES)("called by %s", async (role) => {
    const mayCall = ROLES.indexOf(role) >= ROLES.indexOf(least);
    const refusal = role === "anonymous" ? "unauthenticated" : "forbidden";
    expect(await outcome(path, role)).toBe(mayCall ? "allowed" : refusal);
  });
});

describe("a page that was rendered for another account", () => {
  test("cannot call a function that changes something for the signed-in person: the call is refused with its own code", async () => {
    const changes = (await exportedFunctions()).filter(
      ({ path, type, isPublic }) => isPublic && isChange(path, type),
    );
    expect(changes.length).toBeGreaterThan(25);
    for (const { path } of changes)
      expect([path, await outcome(path, "admin", userIds.marketer)]).toEqual([path, "other_account"]);
  });

  test("cannot omit the account that it was rendered for", async () => {
    const changes = (await exportedFunctions()).filter(
      ({ path, type, isPublic }) => isPublic && isChange(path, type),
    );
    for (const { path } of changes)
      await expect(outcome(path, "admin", null)).rejects.toThrow(/Missing required field.*forUser/);
  });

  test("learns only that the account is another one, not which role that account has", async () => {
    expect(await outcome("apiKeys:create", "member", userIds.admin)).toBe("other_account");
  });
});

test("no action is public except a marketer's previews, pictures and check of domains and an admin's unblocking, so only the backend starts calls to other services", async () => {
  const actions = (await exportedFunctions()).filter(({ type }) => type === "action");
  expect(actions.filter(({ isPublic }) => isPublic).map(({ path }) => path)).toEqual([
    "campaignPreviews:render",
    "campaignPreviews:sendTest",
    "campaignSenders:refresh",
    "pictures:add",
    "mail/unblocking:unblock",
  ]);
  expect(actions.filter(({ isPublic }) => !isPublic).length).toBeGreaterThan(0);
});

test("over HTTP, only Better Auth, pictures, one endpoint for links and one for webhooks can be reached", () => {
  const routes = http.getRoutes().map(([path, method]) => `${method} ${path}`);
  expect(routes.sort()).toEqual([
    "GET /api/auth/*",
    "GET /pictures/*",
    "POST /api/auth/*",
    "POST /api/login-links",
    "POST /resend/webhook",
  ]);
});

test("functions that cron jobs run exist, and are internal", async () => {
  const targets = Object.values(crons.crons).map(({ name }) => name);
  expect(targets).toEqual([
    "loginLinks:sweep",
    "model/sweeping:sweep",
    "model/account/erasure:eraseDue",
    "model/people/completion:complete",
    "model/campaigns/completion:complete",
    "model/campaignNotices/spread:sweep",
    "model/campaigns/rates:refresh",
    "model/overview/signIns:count",
    "model/overview/mailCounts:count",
    "model/visits/counting:count",
    "model/overview/mailCounts:forget",
    "model/campaigns/recovery:revive",
    "model/campaigns/audienceCopies:revive",
    "model/reminders/sweeping:sweep",
    "model/pictures/sweeping:sweep",
  ]);
  const internals = (await exportedFunctions()).filter(({ isPublic }) => !isPublic).map(({ path }) => path);
  for (const target of targets) expect(internals).toContain(target);
});
