import http from "node:http";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { ConvexClient } from "convex/browser";
import WebSocket from "ws";
import {
  ADMIN_KEY,
  api,
  httpClient,
  issuer,
  liveClient,
  pushOf,
  serve,
  source,
  until,
} from "./deployment-support";

const NOTES = source(
  "notes.js",
  `export const add = mutation({ handler: async (ctx, { body, owner = "nobody" }) => {
     const id = await ctx.db.insert("notes", { body, owner }); return id; } });
   export const remove = mutation({ handler: (ctx, { id }) => ctx.db.delete("notes", id) });
   export const list = query({ handler: async (ctx) => (await ctx.db.query("notes").collect()).map((n) => n.body) });
   export const of = query({ handler: async (ctx, { owner }) =>
     (await ctx.db.query("notes").withIndex("by_owner", (q) => q.eq("owner", owner)).collect()).map((n) => n.body) });
   export const newest = query({ handler: async (ctx) => (await ctx.db.query("notes").order("desc").take(2)).map((n) => n.body) });
   export const page = query({ handler: async (ctx, { paginationOpts }) => {
     const result = await ctx.db.query("notes").order("desc").paginate(paginationOpts);
     return { ...result, page: result.page.map((n) => n.body) }; } });
   export const who = query({ handler: async (ctx) => (await ctx.auth.getUserIdentity())?.subject ?? null });
   export const where = mutation({ handler: async (ctx) => (await ctx.meta.getRequestMetadata()).userAgent });
   export const shout = action({ handler: async (ctx, { body }) => { await ctx.runMutation(api.notes.add, { body }); return body.toUpperCase(); } });
   export const fail = query({ handler: () => { throw new ConvexError({ why: "because" }); } });`,
);
const SCHEMA = {
  tables: [
    {
      tableName: "notes",
      indexes: [{ indexDescriptor: "by_owner", fields: ["owner"] }],
      documentType: { type: "any" },
    },
  ],
  schemaValidation: true,
};

let server: Awaited<ReturnType<typeof serve>>;
let signIn: Awaited<ReturnType<typeof issuer>>;
let clients: ConvexClient[] = [];

beforeAll(async () => {
  signIn = await issuer();
  server = await serve(await withSchema());
});
afterAll(() => server?.close());
afterEach(async () => {
  await Promise.all(clients.map((client) => client.close()));
  clients = [];
});
beforeEach(() => server.deployment.clearDocuments());

async function withSchema(modules = [NOTES]) {
  const push = await pushOf(modules);
  const app = { ...push.analysis[""]!, schema: SCHEMA };
  return { ...push, analysis: { ...push.analysis, "": app }, appAuth: [signIn.provider] };
}

function connect(): ConvexClient {
  const client = liveClient(server.url);
  clients.push(client);
  return client;
}

/** Subscribes to a query. Returns an array to which every result is added. */
function follow<T>(client: ConvexClient, query: unknown, args: Record<string, unknown>): T[] {
  const answers: T[] = [];
  client.onUpdate(query as never, args as never, (answer) => answers.push(answer as T));
  return answers;
}

describe("subscriptions", () => {
  test("get a mutation's changes before the mutation resolves", async () => {
    const client = connect();
    const lists = follow<string[]>(client, api.notes!.list!, {});
    await until(() => lists.length === 1);
    await client.mutation(api.notes!.add!, { body: "one" });
    expect(lists.at(-1)).toEqual(["one"]);
    await httpClient(server.url).mutation(api.notes!.add!, { body: "two" });
    await until(() => lists.at(-1)!.length === 2);
  });

  test("run again only if something that they read has changed: an index range, or documents up to a limit", async () => {
    const client = connect();
    const add = (owner: string) => httpClient(server.url).mutation(api.notes!.add!, { body: owner, owner });
    const first = (await add("ada")) as string;
    const ofAda = follow<string[]>(client, api.notes!.of!, { owner: "ada" });
    const newest = follow<string[]>(client, api.notes!.newest!, {});
    await until(() => ofAda.length === 1 && newest.length === 1);
    const queries = () => server.deployment.counts.query;
    const before = queries();
    await add("bob");
    await until(() => newest.at(-1)!.length === 2);
    expect(queries()).toBe(before + 1);
    await add("ada");
    await until(() => ofAda.at(-1)!.length === 2 && newest.at(-1)!.join() === "ada,bob");
    expect(queries()).toBe(before + 3);
    await httpClient(server.url).mutation(api.notes!.remove!, { id: first });
    await until(() => ofAda.at(-1)!.length === 1);
    expect(queries()).toBe(before + 4);
  });

  test("of one client show the same snapshot", async () => {
    const client = connect();
    const seen: string[] = [];
    const answers = { list: "", newest: "" };
    client.onUpdate(
      api.notes!.list!,
      {},
      (list: string[]) => (answers.list = list.slice(-2).reverse().join()),
    );
    client.onUpdate(api.notes!.newest!, {}, (list: string[]) => {
      answers.newest = list.join();
      queueMicrotask(() =>
        seen.push(answers.list === answers.newest ? "same" : `${answers.list}|${answers.newest}`),
      );
    });
    await until(() => seen.length === 1);
    const http = httpClient(server.url);
    await Promise.all(
      Array.from({ length: 20 }, (_, at) => http.mutation(api.notes!.add!, { body: `n${at}` })),
    );
    await until(() => answers.newest.startsWith("n19"));
    expect(new Set(seen)).toEqual(new Set(["same"]));
  });

  test("report the error of a query that throws, and recover", async () => {
    const client = connect();
    const errors: unknown[] = [];
    client.onUpdate(
      api.notes!.fail!,
      {},
      () => undefined,
      (error) => errors.push(error),
    );
    await until(() => errors.length === 1);
    expect(errors[0]).toMatchObject({ data: { why: "because" } });
  });

  test("use new code on open sockets, with the same documents", async () => {
    const client = connect();
    await client.mutation(api.notes!.add!, { body: "kept" });
    const lists = follow<string[]>(client, api.notes!.list!, {});
    await until(() => lists.length === 1);
    const edited = {
      ...NOTES,
      source: NOTES.source.replace(".map((n) => n.body) });", ".map((n) => n.body + '!') });"),
    };
    await server.deployment.activate(await withSchema([edited]));
    await until(() => lists.at(-1)!.join() === "kept!");
    await server.deployment.activate(await withSchema());
    await until(() => lists.at(-1)!.join() === "kept");
  });

  test("keep the end of a page when rows are inserted or deleted, so pages neither overlap nor leave a gap", async () => {
    const client = connect();
    const ids: string[] = [];
    for (const at of [1, 2, 3, 4, 5, 6])
      ids.push((await client.mutation(api.notes!.add!, { body: `${at}` })) as string);
    type Page = { page: string[]; continueCursor: string; isDone: boolean };
    const first = follow<Page>(client, api.notes!.page!, { paginationOpts: { numItems: 2, cursor: null } });
    await until(() => first.length === 1);
    const { continueCursor: cursor } = first[0]!;
    const second = follow<Page>(client, api.notes!.page!, { paginationOpts: { numItems: 2, cursor } });
    await until(() => second.length === 1);
    await client.mutation(api.notes!.add!, { body: "7" });
    expect([first.at(-1)!.page, second.at(-1)!.page]).toEqual([
      ["7", "6", "5"],
      ["4", "3"],
    ]);
    await client.mutation(api.notes!.remove!, { id: ids[4]! });
    expect(first.at(-1)).toMatchObject({ page: ["7", "6"], continueCursor: cursor, isDone: false });
    expect(second.at(-1)!.page).toEqual(["4", "3"]);
  });
});

describe("the caller's identity", () => {
  test("signing in runs the queries again, without a signed-out result in between", async () => {
    const client = connect();
    const who = follow<string | null>(client, api.notes!.who!, {});
    const token = await signIn.token({ sub: "ada" });
    client.setAuth(() => Promise.resolve(token));
    await until(() => who.at(-1) === "ada");
    expect(who.length).toBeLessThanOrEqual(2);
    const others: string[] = [];
    client.setAuth(async () => signIn.token({ sub: "bob" }));
    client.onUpdate(api.notes!.who!, {}, (subject: string) => others.push(subject));
    await until(() => others.at(-1) === "bob");
    expect(others).not.toContain(null);
  });

  test("an expired token is replaced", async () => {
    const client = connect();
    const tokens = [
      await signIn.token({ sub: "ada" }, Math.floor(Date.now() / 1000) - 60),
      await signIn.token({ sub: "ada" }),
    ];
    const asked: boolean[] = [];
    client.setAuth(({ forceRefreshToken }) => {
      asked.push(forceRefreshToken);
      return Promise.resolve(tokens[forceRefreshToken ? 1 : 0]!);
    });
    const who = follow<string | null>(client, api.notes!.who!, {});
    await until(() => who.at(-1) === "ada");
    expect(asked).toContain(true);
  });

  test("mutations and actions run over the socket", async () => {
    const client = connect();
    expect(await client.action(api.notes!.shout!, { body: "hey" })).toBe("HEY");
    expect(await client.mutation(api.notes!.where!, {})).toBeNull();
    await expect(client.mutation(api.notes!.none!, {})).rejects.toThrow("Could not find public function");
  });
});

describe("on the wire", () => {
  /** A WebSocket without the Convex client: the tests write the protocol's messages themselves. */
  async function rawSocket(sessionId: string) {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/api/1.48.0/sync`);
    const received: Record<string, unknown>[] = [];
    socket.on("message", (data: Buffer) =>
      received.push(JSON.parse(data.toString()) as Record<string, unknown>),
    );
    await new Promise((resolve) => socket.once("open", resolve));
    const send = (message: unknown) => socket.send(JSON.stringify(message));
    send({ type: "Connect", sessionId, connectionCount: 0, lastCloseReason: null, clientTs: 0 });
    return {
      socket,
      received,
      send,
      of: (type: string) => received.filter((message) => message.type === type),
    };
  }
  const mutation = (requestId: number) => ({
    type: "Mutation",
    requestId,
    udfPath: "notes:add",
    args: [{ body: "once" }],
  });

  test("a mutation that is sent again after a reconnect runs once, and gets the same answer", async () => {
    const first = await rawSocket("session-1");
    first.send(mutation(0));
    first.send(mutation(0));
    await until(() => first.of("MutationResponse").length === 2);
    first.socket.terminate();
    const second = await rawSocket("session-1");
    second.send(mutation(0));
    await until(() => second.of("MutationResponse").length === 1);
    expect(second.of("MutationResponse")[0]).toEqual(first.of("MutationResponse")[0]);
    expect(await httpClient(server.url).query(api.notes!.list!, {})).toEqual(["once"]);
    const other = await rawSocket("session-2");
    other.send(mutation(0));
    await until(() => other.of("MutationResponse").length === 1);
    expect(await httpClient(server.url).query(api.notes!.list!, {})).toEqual(["once", "once"]);
    second.socket.close();
    other.socket.close();
  });

  test("versions have no gap, and reach a mutation's timestamp", async () => {
    const raw = await rawSocket("session-3");
    raw.send({
      type: "ModifyQuerySet",
      baseVersion: 0,
      newVersion: 1,
      modifications: [{ type: "Add", queryId: 0, udfPath: "notes:list", args: [{}] }],
    });
    await until(() => raw.of("Transition").length === 1);
    raw.send(mutation(1));
    raw.send({
      type: "ModifyQuerySet",
      baseVersion: 1,
      newVersion: 2,
      modifications: [{ type: "Remove", queryId: 0 }],
    });
    await until(() => raw.of("MutationResponse").length === 1);
    const ts = (encoded: string) => Buffer.from(encoded, "base64").readBigUInt64LE();
    type Version = { querySet: number; ts: string };
    const transitions = () => raw.of("Transition") as { startVersion: Version; endVersion: Version }[];
    const committed = ts(raw.of("MutationResponse")[0]!.ts as string);
    await until(
      () =>
        transitions().at(-1)!.endVersion.querySet === 2 &&
        ts(transitions().at(-1)!.endVersion.ts) >= committed,
    );
    transitions().reduce((previous, { startVersion, endVersion }) => {
      expect(startVersion).toEqual(previous);
      return endVersion;
    }, transitions()[0]!.startVersion);
    raw.socket.close();
  });

  test("system queries need the admin key", async () => {
    const raw = await rawSocket("session-4");
    const add = (queryId: number) => ({
      type: "Add",
      queryId,
      udfPath: "_system/cli/convexUrl:cloudUrl",
      args: [{}],
    });
    raw.send({ type: "ModifyQuerySet", baseVersion: 0, newVersion: 1, modifications: [add(0)] });
    await until(() => raw.of("Transition").length === 1);
    expect(raw.of("Transition")[0]).toMatchObject({ modifications: [{ type: "QueryFailed", queryId: 0 }] });
    raw.send({ type: "Authenticate", tokenType: "Admin", value: "wrong", baseVersion: 0 });
    await until(() => raw.of("AuthError").length === 1);
    raw.send({ type: "Authenticate", tokenType: "Admin", value: ADMIN_KEY, baseVersion: 0 });
    await until(() => raw.of("Transition").length === 2);
    expect(raw.of("Transition")[1]).toMatchObject({
      modifications: [{ type: "QueryUpdated", value: server.url }],
    });
    raw.socket.close();
  });

  test("other paths accept no WebSocket", async () => {
    const request = http.get({
      port: server.port,
      path: "/other",
      headers: { connection: "Upgrade", upgrade: "websocket" },
    });
    await expect(new Promise((_, reject) => request.on("error", reject))).rejects.toThrow();
  });
});
