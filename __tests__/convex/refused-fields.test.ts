/** A refusal contains the name of the argument that it is about. Pages show the message at that field. */
import { beforeAll, expect, test } from "@jest/globals";
import { api } from "@/convex/_generated/api";
import { draftFor, signInAs } from "./support/campaigns";
import type { Person } from "./support/people";
import { type World, start } from "./support/world";

let world: World;
let admin: Person;
beforeAll(async () => {
  world = await start();
  admin = await signInAs(world, "admin");
});

const LONG = "x".repeat(201);

test.each<[string, string, (caller: Person) => Promise<unknown>]>([
  ["email", "a link", ({ as }) => as.mutation(api.loginLinks.create, { email: "ada" })],
  [
    "expiresInMinutes",
    "a link that expires in a minute",
    ({ as }) => as.mutation(api.loginLinks.create, { email: "ada@example.com", expiresInMinutes: 1 }),
  ],
  [
    "metadata",
    "a link with a field of its own",
    ({ as }) => as.mutation(api.loginLinks.create, { email: "ada@example.com", metadata: { role: "admin" } }),
  ],
  [
    "metadata",
    "a link with a long field",
    ({ as }) =>
      as.mutation(api.loginLinks.create, {
        email: "ada@example.com",
        metadata: { company: "x".repeat(3_000) },
      }),
  ],
  ["email", "an invitation", ({ as }) => as.mutation(api.people.invite, { email: "ada", role: "marketer" })],
  [
    "emails",
    "too many suppressions",
    ({ as }) => as.mutation(api.suppressions.add, { emails: Array<string>(501).fill("a"), note: "why" }),
  ],
  [
    "note",
    "a suppression without a reason",
    ({ as }) => as.mutation(api.suppressions.add, { emails: ["ada@example.com"], note: " " }),
  ],
  ["name", "a key", ({ as }) => as.mutation(api.apiKeys.create, { name: "" })],
  ["name", "a profile", ({ as }) => as.mutation(api.profile.update, { name: LONG })],
  [
    "subject",
    "a draft",
    async (caller) => {
      const campaignId = await draftFor(caller, 1);
      return caller.as.mutation(api.campaigns.update, { campaignId, draft: { subject: LONG } });
    },
  ],
  [
    "subject",
    "a draft whose subject has two lines",
    async (caller) => {
      const campaignId = await draftFor(caller, 1);
      return caller.as.mutation(api.campaigns.update, { campaignId, draft: { subject: "a\nb" } });
    },
  ],
  [
    "at",
    "a launch in the past",
    async (caller) =>
      caller.as.mutation(api.campaigns.launch, { campaignId: await draftFor(caller, 1), at: 0 }),
  ],
  [
    "to",
    "a test mail to nobody",
    async (caller) =>
      caller.as.action(api.campaignPreviews.sendTest, { campaignId: await draftFor(caller, 1), to: [] }),
  ],
  [
    "to",
    "a test mail to no address",
    async (caller) =>
      caller.as.action(api.campaignPreviews.sendTest, { campaignId: await draftFor(caller, 1), to: ["ada"] }),
  ],
])("%s, of %s", async (field, _, call) => {
  await expect(call(admin)).rejects.toMatchObject({ data: { code: "invalid", field } });
});

test("a refusal of the whole call names no field", async () => {
  const campaignId = await draftFor(admin, 1);
  await admin.as.mutation(api.campaigns.launch, { campaignId });
  const update = admin.as.mutation(api.campaigns.update, { campaignId, draft: { subject: "b" } });
  await expect(update).rejects.toMatchObject({
    data: { code: "conflict", message: "Only a draft can be changed." },
  });
  await expect(update).rejects.not.toHaveProperty("data.field");
});
