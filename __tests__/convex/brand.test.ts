/** The brand: what admins may save, and what mails, pages and passkeys show of it. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { api } from "@/convex/_generated/api";
import { MAX_LOGO_BYTES } from "@/lib/brand/logo";
import { askAndRead, newBrowser } from "./support/browser";
import { campaignOf, launchTo, runUntil, signInAs } from "./support/campaigns";
import type { Person } from "./support/people";
import { pngOf } from "./support/png";
import { type World, start } from "./support/world";

const NOTHING = {
  name: "",
  accent: "",
  accentDark: "",
  senderName: "",
  postalAddress: "",
  supportEmail: "",
  footerLinks: "",
};
const ACME = {
  name: "Acme",
  accent: "#1d4ed8",
  accentDark: "#93b4ff",
  senderName: "Ada of Acme",
  postalAddress: "Acme Ltd\n1 Coyote Street",
  supportEmail: "help@acme.example",
  footerLinks: "Privacy https://acme.example/privacy",
};

let world: World;
let admin: Person;
beforeEach(async () => {
  world = await start();
  admin = await signInAs(world, "admin");
});

const save = (fields: Partial<typeof NOTHING>) =>
  admin.as.mutation(api.brand.save, { ...NOTHING, ...fields });
const audits = () =>
  world.t.run(({ db }) =>
    db
      .query("auditEvents")
      .withIndex("by_action", (q) => q.eq("action", "brand.changed"))
      .collect(),
  );

describe("what an admin has saved", () => {
  test("is the brand, and for an empty field the environment's value is used", async () => {
    await save(ACME);
    expect(await world.t.query(api.brand.get, {})).toMatchObject({
      name: "Acme",
      accent: { light: "#1d4ed8", dark: "#93b4ff" },
      supportEmail: "help@acme.example",
      footerLinks: [{ label: "Privacy", url: "https://acme.example/privacy" }],
    });
    await save(NOTHING);
    expect(await world.t.query(api.brand.get, {})).toMatchObject({
      name: "Latchkey",
      postalAddress: "Latchkey, 1 Key Street, Locksmith LK1",
      footerLinks: [],
    });
  });

  test("is audited with the fields that changed, unless nothing changed", async () => {
    await save(ACME);
    await save({ ...ACME, name: "Apex" });
    await save({ ...ACME, name: "Apex" });
    const rows = await audits();
    expect(rows.map(({ details }) => details?.["fields"])).toEqual([
      expect.stringContaining("name, accent, accentDark"),
      "name",
    ]);
    expect(rows[0]).toMatchObject({ subject: "Acme", actorName: "admin@example.com" });
  });

  test.each([
    ["a yellow that cannot be read on white", { accent: "#ffcc00" }, "1.3:1"],
    ["a blue that cannot be read on dark pages", { accentDark: "#1d4ed8" }, "dark pages"],
    ["a colour that is none", { accent: "red" }, "#8f621a"],
    ["a name that would end the sender's name", { name: 'Acme" <x@evil.example>' }, "must be one line"],
    ["a sender's name with a header", { senderName: "Ada\r\nBcc: all@evil.example" }, "must be one line"],
    ["a link that runs a script", { footerLinks: "Run javascript:alert(1)" }, "not a link"],
    ["a link with a password", { footerLinks: "Bank https://bank.example@evil.example/" }, "not a link"],
    ["a link without encryption", { footerLinks: "Privacy http://acme.example/" }, "not a link"],
    ["a link with a password and no name", { footerLinks: "Bank https://:x@evil.example/" }, "not a link"],
    ["a ninth link", { footerLinks: "A https://acme.example/\n".repeat(9) }, "not a link"],
    ["a support address that is none", { supportEmail: "nobody" }, "not an email address"],
    ["a postal address that is too long", { postalAddress: "a".repeat(501) }, "at most 500"],
  ])("is refused: %s", async (_, fields, message) => {
    await expect(save({ ...ACME, ...fields })).rejects.toThrow(message);
    expect(await world.t.query(api.brand.get, {})).toMatchObject({ name: "Latchkey" });
    expect(await audits()).toHaveLength(0);
  });
});

test("has a readable dark colour, derived from the light one, if only the light one is set", async () => {
  await save({ accent: "#1d4ed8" });
  const { accent } = await world.t.query(api.brand.get, {});
  expect(accent.light).toBe("#1d4ed8");
  await expect(save({ accentDark: accent.dark, accent: "#1d4ed8" })).resolves.toBeNull();
});

describe("mails show the brand", () => {
  test("in the sender, subject, colours and footer of a sign-in mail", async () => {
    await save(ACME);
    const mail = await askAndRead(world, "bob@example.com", await newBrowser());
    expect(mail).toMatchObject({
      from: '"Ada of Acme" <hello@latchkey.example>',
      subject: "Sign in to Acme",
    });
    expect(mail.html).toContain("background-color:#1d4ed8");
    expect(mail.html).toContain("background-color: #93b4ff !important");
    expect(mail.html).toContain('href="https://acme.example/privacy"');
    expect(mail.text).toContain("Questions? Write to help@acme.example.");
    expect(mail.html + mail.text + mail.subject).not.toContain("Latchkey");
  });

  test("in a campaign's mail, with the postal address, as they were at the launch", async () => {
    await save(ACME);
    const marketer = await signInAs(world, "marketer");
    const campaignId = await launchTo(marketer, 1, { body: "See [it](https://x.example)" });
    await runUntil(world, campaignId, "sent");
    const [mail] = world.mail.mails;
    expect(mail?.from).toBe('"Ada of Acme" <hello@latchkey.example>');
    expect(mail?.html).toContain('class="accent" style="color:#1d4ed8');
    expect(mail?.text).toContain("1 Coyote Street");
    expect(mail?.text).toContain("Privacy: https://acme.example/privacy");
    expect((mail?.html ?? "") + mail?.text).not.toContain("Latchkey");
    await save({ ...ACME, senderName: "Somebody else" });
    expect(await campaignOf(world.t, campaignId)).toMatchObject({ sentFrom: mail?.from });
  });

  test("a campaign can be launched with a postal address that only the page Brand has", async () => {
    world = await start({ POSTAL_ADDRESS: "" });
    admin = await signInAs(world, "admin");
    await expect(launchTo(admin, 1)).rejects.toThrow("postal address");
    await save({ postalAddress: "Acme Ltd" });
    await expect(launchTo(admin, 1)).resolves.toEqual(expect.any(String));
  });
});

test("authenticators show the saved name", async () => {
  await save(ACME);
  const { rp } = await admin.as.mutation(api.passkeys.beginRegistration, {});
  expect(rp.name).toBe("Acme");
});

describe("a logo", () => {
  const setLogo = (png: ArrayBuffer, scheme: "light" | "dark" = "light") =>
    admin.as.mutation(api.brand.setLogo, { scheme, png });
  const hashIn = (url = "") => /\/brand\/logo\/([0-9a-f]{64})\.png$/.exec(url)?.[1] ?? "";

  test("is stored, served by its hash, and shown in mails by its absolute URL", async () => {
    const png = pngOf(300, 60);
    await setLogo(png);
    const { logo } = await world.t.query(api.brand.get, {});
    expect(logo).toMatchObject({ light: { width: 300, height: 60 }, dark: { width: 300 } });
    expect(await world.t.query(api.brand.logo, { hash: hashIn(logo?.light.url) })).toEqual(png);
    const mail = await askAndRead(world, "bob@example.com", await newBrowser());
    expect(mail.html).toContain(`src="https://latchkey.example${logo?.light.url}"`);
    expect(mail.html).toContain('alt="Latchkey"');
  });

  test("stays when it is replaced, because old mails show it; without a logo the name is shown", async () => {
    await setLogo(pngOf(300, 60));
    const before = (await world.t.query(api.brand.get, {})).logo;
    await setLogo(pngOf(200, 50));
    await admin.as.mutation(api.brand.clearLogo, { scheme: "light" });
    expect((await world.t.query(api.brand.get, {})).logo).toBeNull();
    expect(await world.t.query(api.brand.logo, { hash: hashIn(before?.light.url) })).not.toBeNull();
    expect(await audits()).toHaveLength(3);
  });

  test.each([
    ["no picture", new TextEncoder().encode("<svg xmlns='http://www.w3.org/2000/svg'/>".padEnd(50)).buffer],
    ["too wide", pngOf(721, 60)],
    ["too high", pngOf(60, 97)],
    ["without pixels", pngOf(0, 0)],
    ["too large", new ArrayBuffer(MAX_LOGO_BYTES + 1)],
  ])("is refused if it is %s", async (_, png) => {
    await expect(setLogo(png as ArrayBuffer)).rejects.toThrow(/cannot be used|can be used|too large/);
    expect((await world.t.query(api.brand.get, {})).logo).toBeNull();
  });
});
