/**
 * After the steps of a link's life, no token and no code from any mail in the mailbox is in a row of the deployment, in
 * its log or in Next's output. This includes the mails of the other tests.
 */
import { type Dump, dump, logEntries, mint, mintAndMail, type Row, rowsOf } from "./support/deployment";
import { codeIn, findCode, linkIn, type Mail, type Mailbox } from "./support/mailbox";
import { startNext, type NextServer } from "./support/next-server";
import { siteUrl } from "./support/stack";
import { expect, newAddress, test } from "./support/test";
import { OWN_FORM, Visitor } from "./support/visitor";

type Secret = [what: string, value: string];

test("no table, scheduled argument or log contains a token or a code", async ({ mailbox, address }) => {
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

/**
 * Requests a link, tries a wrong code, signs in with the link, and uses the code and the link again. Then creates one
 * link that is not mailed and one that is. Returns the tokens and codes of all of them.
 */
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

/** The rows as JSON, without numbers, because six digits of a timestamp are not a code. */
function textOf(rows: Row[]): string {
  return JSON.stringify(rows, (_, value: unknown) => (typeof value === "number" ? undefined : value));
}

/**
 * Returns the name of each leaked secret and the place where it was found, but not the secret itself. A code counts
 * only as a whole word; a token also counts inside a longer word. Each text is scanned only once, because a campaign
 * creates thousands of secrets.
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

/** All substrings of this length. */
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
