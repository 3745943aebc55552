/** Pictures in campaigns' messages: uploading, serving to mail programs, and sweeping. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api, internal } from "@/convex/_generated/api";
import { pictureOfPath } from "@/lib/pictures/address";
import { jpeg, gif, png } from "../support/pictures";
import { type CampaignId, draftFor, recipientRows, runUntil, signInAs } from "./support/campaigns";
import type { Person } from "./support/people";
import { auditEvents } from "./support/tables";
import { advance, DAY, start, whilePumping, type World } from "./support/world";

let world: World;
let marketer: Person;
beforeEach(async () => {
  world = await start();
  marketer = await signInAs(world, "marketer");
});

const add = (bytes: Uint8Array<ArrayBuffer>, person = marketer) =>
  whilePumping(person.as.action(api.pictures.add, { bytes: bytes.buffer }));
const rows = () => world.t.run(({ db }) => db.query("pictures").collect());
const files = () => world.t.run(({ db }) => db.system.query("_storage").collect());
const sweep = () => whilePumping(world.t.action(internal.model.pictures.sweeping.sweep, {}));
const padded = (bytes: Uint8Array, size: number) => {
  const file = new Uint8Array(size);
  file.set(bytes);
  return file;
};

describe("an upload", () => {
  test("is stored under a key that nobody can guess, and is audited", async () => {
    const { path } = await add(jpeg(1_200, 900));
    expect(pictureOfPath(path)).toMatchObject({ width: 1_200, height: 900, ending: "jpg" });
    const [row] = await rows();
    expect(row).toMatchObject({
      key: pictureOfPath(path)?.key,
      size: jpeg(1, 1).length,
      uploadedBy: marketer.userId,
    });
    expect((await add(jpeg(1_200, 900))).path).not.toBe(path);
    expect(await auditEvents(world.t, "picture.uploaded")).toMatchObject([
      { actorName: "marketer@example.com", details: { type: "jpg" } },
      {},
    ]);
  });

  test.each([
    ["is no picture", new TextEncoder().encode("<svg></svg>"), "not a PNG, JPEG, GIF or WebP"],
    ["is larger than 1 MB", padded(png(9, 9), 1_000_001), "at most 1000000 bytes"],
    ["is too wide", png(1_201, 9), "too many pixels"],
    ["is too high", png(9, 2_401), "too many pixels"],
    ["is a very large animation", gif(3_000, 2_000), "too many pixels"],
  ])("that %s is refused before anything is stored", async (_name, bytes, message) => {
    await expect(add(bytes)).rejects.toThrow(message);
    expect([await rows(), await files()]).toEqual([[], []]);
  });

  test.each([
    ["of exactly 1 MB", padded(png(1_200, 2_400), 1_000_000)],
    ["that is an animation of more pixels", gif(2_000, 1_500)],
  ])("%s is stored", async (_name, bytes) => {
    await add(bytes);
    expect(await files()).toMatchObject([{ size: bytes.length }]);
  });

  test("is limited to a hundred a day for each marketer", async () => {
    const person = await signInAs(world, "marketer", "busy@example.com");
    for (let count = 0; count < 100; count++) await add(png(9, 9), person);
    await expect(add(png(9, 9), person)).rejects.toThrow("as many pictures as are allowed");
    expect(await files()).toHaveLength(100);
    await add(png(9, 9));
  });
});

describe("a picture's address", () => {
  const get = (path: string) => whilePumping(world.t.fetch(path, { method: "GET" }));

  test("serves the bytes to everybody, with our headers", async () => {
    const { path } = await add(png(9, 9));
    const answer = await get(path);
    expect(answer.status).toBe(200);
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(png(9, 9));
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "image/png",
      "x-content-type-options": "nosniff",
      "cache-control": "public, max-age=31536000, immutable",
    });
  });

  test("of an unknown picture is answered with 404, which is not cached", async () => {
    const { path } = await add(png(9, 9));
    const other = path.replace(/pictures\/.{5}/, "pictures/AAAAA");
    for (const missing of [other, "/pictures/", "/pictures/x.png", path.replace("png", "svg")]) {
      const answer = await get(missing);
      expect([answer.status, answer.headers.get("cache-control")]).toEqual([404, "no-store"]);
    }
  });
});

describe("the sweep", () => {
  const draftWith = (body: string): Promise<CampaignId> => draftFor(marketer, recipientRows(1), { body });
  const saveReminder = (campaignId: CampaignId, body: string) =>
    marketer.as.mutation(api.reminders.save, {
      campaignId,
      seen: 0,
      rules: { isOn: true, timeZone: "Europe/Berlin", notAtNight: true, notOnWeekends: false },
      steps: [{ days: 3, hour: 9, body }],
    });
  const month = () => advance(31 * DAY);

  test("deletes a picture that no message contains, a month after the upload", async () => {
    const { path: used } = await add(png(1, 1));
    await add(png(2, 2));
    await draftWith(`![x](${used})`);
    advance(29 * DAY);
    await sweep();
    expect(await rows()).toHaveLength(2);
    advance(2 * DAY);
    await sweep();
    expect(await rows()).toMatchObject([{ width: 1 }]);
    expect(await files()).toHaveLength(1);
  });

  test("also deletes pictures that are newer than a hundred old ones which drafts contain", async () => {
    const { path } = await add(png(1, 1));
    const [row] = await rows();
    const { _id, _creationTime, ...fields } = row!;
    const key = (n: number) => String(n).padStart(22, "k");
    await world.t.run(async ({ db }) => {
      for (let n = 0; n < 100; n++) await db.insert("pictures", { ...fields, key: key(n) });
    });
    const paths = Array.from({ length: 100 }, (_, n) => path.replace(fields.key, key(n)));
    await draftWith([path, ...paths].join("\n"));
    await add(png(2, 2));
    month();
    await sweep();
    expect((await rows()).filter(({ width }) => width === 2)).toEqual([]);
    expect(await rows()).toHaveLength(101);
  });

  test("keeps a picture that was mailed, even if its campaign was deleted", async () => {
    const { path } = await add(png(1, 1));
    const campaignId = await draftWith(`![x](${path})`);
    await marketer.as.mutation(api.campaigns.launch, { campaignId });
    await runUntil(world, campaignId, "sent");
    await world.t.run(({ db }) => db.delete("campaigns", campaignId));
    month();
    await sweep();
    expect(await rows()).toMatchObject([{ mailedAt: expect.any(Number) }]);
    expect((await whilePumping(world.t.fetch(path, { method: "GET" }))).status).toBe(200);
  });

  test("keeps a picture that was mailed in a test", async () => {
    const { path } = await add(png(1, 1));
    const campaignId = await draftWith(`![x](${path})`);
    await whilePumping(
      marketer.as.action(api.campaignPreviews.sendTest, { campaignId, to: ["me@example.com"] }),
    );
    await world.t.run(({ db }) => db.delete("campaigns", campaignId));
    month();
    await sweep();
    expect(await rows()).toHaveLength(1);
  });

  test("deletes a picture of a test mail that nobody may get", async () => {
    const writer = await signInAs(world, "writer");
    const { path } = await add(png(1, 1));
    const campaignId = await draftWith(`![x](${path})`);
    const to = ["stranger@example.com"];
    await whilePumping(writer.as.action(api.campaignPreviews.sendTest, { campaignId, to }));
    await world.t.run(({ db }) => db.delete("campaigns", campaignId));
    month();
    await sweep();
    expect(await rows()).toEqual([]);
  });

  test.each(["message", "reminder"])(
    "keeps a picture that is put into a %s while the sweep looks",
    async (text) => {
      const campaignId = await draftWith("No picture yet");
      const { path } = await add(png(1, 1));
      await add(png(2, 2));
      month();
      const lookedAt = Date.now();
      const wanted = { before: lookedAt - 30 * DAY, cursor: null };
      const { pictures } = await world.t.query(internal.model.pictures.sweeping.old, wanted);
      const ids = pictures.map(({ id }) => id);
      expect(ids).toHaveLength(2);
      advance(1_000);
      const body = `Look: ![x](${path})`;
      if (text === "message")
        await marketer.as.mutation(api.campaigns.update, { campaignId, draft: { body } });
      else await saveReminder(campaignId, body);
      await world.t.mutation(internal.model.pictures.sweeping.remove, { ids, lookedAt });
      expect(await rows()).toMatchObject([{ width: 1 }]);
      expect(await files()).toHaveLength(1);
    },
  );

  test("typing beside a picture writes nothing to its row", async () => {
    const { path } = await add(png(1, 1));
    const campaignId = await draftWith(`![x](${path})`);
    const before = await rows();
    advance(1_000);
    const draft = { body: `Hello ![x](${path})` };
    await marketer.as.mutation(api.campaigns.update, { campaignId, draft });
    expect(await rows()).toEqual(before);
  });

  test("deletes a file without a row, which a crash may leave, after a day", async () => {
    await add(png(1, 1));
    await world.t.run((ctx) =>
      (ctx as unknown as { storage: { store(blob: Blob): Promise<string> } }).storage.store(
        new Blob(["lost"]),
      ),
    );
    await sweep();
    expect(await files()).toHaveLength(2);
    advance(2 * DAY);
    await sweep();
    expect(await files()).toMatchObject([{ contentType: "image/png" }]);
  });
});
