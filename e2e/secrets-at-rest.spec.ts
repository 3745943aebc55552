/**
 * After every step in a link's life, no row of the deployment, no line of its log and none of Next's contains the token
 * or the code of any mail in the mailbox, including those of the other tests.
 */
import { type Dump, dump, logEntries, mint, mintAndMail, type Row, rowsOf } from "./support/deployment";
import { codeIn, findCode, linkIn, type Mail, type Mailbox } from "./support/mailbox";
import { startNext, type NextServer } from "./support/next-server";
import { siteUrl } from "./support/stack";
import { expect, newAddress, test } from "./support/test";
import { OWN_FORM, Visitor } from "./support/visitor";

type Secret = [what: string, value: string];

test("no table, no scheduled argument and no log has a token or a code", async ({ mailbox, address }) => {
  const server = await startNext();
  const secrets: Secret[] = [];
  try {
    secrets.push(...(await liveThroughAll(server, mailbox, address)));
  } finally {
    await server.kill();
  }
  const tables = await dump();
  const mails = (await mailbox.everything()).filter(({ text }) => text.includes("/login/callback?token="));
  secrets.push(...mails.flatMap(secretsOf));
  const log = await logEntries();

  expect(secrets.length).toBeGreaterThanOrEqual(8);
  expect(Object.keys(tables[""] ?? {})).toEqual(expect.arrayContaining(["loginLinks", "auditEvents"]));
  expect(log.length).toBeGreaterThan(0);
  expect(leaks(secrets, textsOf(tables))).toEqual([]);
  expect(leaks(secrets, [["the log", textOf(log)]])).toEqual([]);
  expect(leaks(secrets, [["what Next printed", server.output()]])).toEqual([]);
});

/** Requested, tried with a wrong code, followed, used twice, requested again, renewed, minted, minted and mailed. */
async function liveThroughAll(server: NextServer, mailbox: Mailbox, address: string): Promise<Secret[]> {
  const person = new Visitor(server.url);
  const ownForm = { ...OWN_FORM, origin: server.url };
  await person.ask(address);
  const mail = await mailbox.newest(address);
  await person.submit("/login/callback", { code: "000000" }, ownForm);
  const other = new Visitor(server.url);
  await other.open(linkIn(mail));
  await other.open("/login/confirm");
  expect((await other.submit("/login/callback", {}, ownForm)).headers.location).toBe("/dashboard");
  await person.submit("/login/callback", { code: codeIn(mail) }, ownForm);
  await new Visitor(server.url).continueWith(linkIn(mail));
  await other.open("/dashboard");

  const handedOver = await mint({ email: newAddress() });
  await new Visitor(server.url).open(handedOver);
  await mintAndMail({ email: address });
  const minted = await mailbox.newest(address, 2);
  expect((await rowsOf(address)).sessions).toHaveLength(1);
  return [...secretsOf(mail), ...secretsOf(minted), ["token handed over", tokenOf(handedOver)]];
}

function textsOf(tables: Dump): [where: string, text: string][] {
  return Object.entries(tables).flatMap(([component, ofComponent]) =>
    Object.entries(ofComponent).map(([table, rows]): [string, string] => [
      `${component}/${table}`,
      textOf(rows),
    ]),
  );
}

/** Every text in the rows. Numbers are left out, because six digits of a time are not a code. */
function textOf(rows: Row[]): string {
  return JSON.stringify(rows, (_, value: unknown) => (typeof value === "number" ? undefined : value));
}

/**
 * Names each leaked secret and where it was found, without printing it. A code counts only as a whole word; a token
 * also counts inside a longer word. Each text is scanned only once, because a campaign makes thousands of secrets.
 */
function leaks(secrets: Secret[], texts: [where: string, text: string][]): string[] {
  const named = new Map(secrets.map(([what, value]) => [value, what]));
  const tokenLengths = [...new Set([...named.keys()].map(({ length }) => length))].filter(
    (length) => length > 6,
  );
  return texts.flatMap(([where, text]) => {
    const words = new Set(text.match(/[\w-]+/g));
    const found = [...words].flatMap((word) => [
      word,
      ...tokenLengths.flatMap((length) => runsOf(word, length)),
    ]);
    return [...new Set(found)].flatMap((run) => (named.has(run) ? [`${named.get(run)} in ${where}`] : []));
  });
}

/** Every run of this many characters within a longer word. */
function runsOf(word: string, length: number): string[] {
  return Array.from({ length: Math.max(0, word.length - length + 1) }, (_, at) =>
    word.slice(at, at + length),
  );
}

function secretsOf(mail: Mail): Secret[] {
  const token = tokenOf(linkIn(mail));
  const code = findCode(mail);
  return [
    [`token of mail ${mail.id}`, token],
    ...(code ? [[`code of mail ${mail.id}`, code] as Secret] : []),
  ];
}

const tokenOf = (link: string): string => new URL(link, siteUrl).searchParams.get("token") ?? "";
