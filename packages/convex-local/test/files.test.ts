/** File storage as Convex has it. Each rule names its place in Convex's source. */
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { UploadTokens } from "../src/files/tokens";
import { forgetState } from "../src/persistence";
import { adminClient, api, httpClient, liveClient, serve, source, until } from "./deployment-support";

const FILES = source(
  "files.js",
  `export const uploadUrl = mutation({ handler: (ctx) => ctx.storage.generateUploadUrl() });
   export const url = query({ handler: (ctx, { id }) => ctx.storage.getUrl(id) });
   export const metadata = query({ handler: (ctx, { id }) => ctx.storage.getMetadata(id) });
   export const row = query({ handler: (ctx, { id }) => ctx.db.system.get("_storage", id) });
   export const rows = query({ handler: (ctx) => ctx.db.system.query("_storage").collect() });
   export const remove = mutation({ handler: (ctx, { id }) => ctx.storage.delete(id) });
   export const removeAndThrow = mutation({ handler: async (ctx, { id }) => {
     await ctx.storage.delete(id);
     throw new Error("on purpose");
   } });
   export const store = action({ handler: (ctx, { text, type, sha256 }) =>
     ctx.storage.store(new Blob([text], type ? { type } : {}), sha256 ? { sha256 } : undefined) });
   export const storeText = action({ handler: (ctx) => ctx.storage.store("text") });
   export const read = action({ handler: async (ctx, { id }) => {
     const blob = await ctx.storage.get(id);
     return blob && [await blob.text(), blob.type, blob.size, blob instanceof Blob];
   } });
   export const storeInAction = action({ handler: async (ctx) => {
     const id = await ctx.storage.store(new Blob(["mine"]));
     const url = await ctx.storage.getUrl(id);
     const { size } = await ctx.storage.getMetadata(id);
     await ctx.storage.delete(id);
     return [typeof url, size, await ctx.storage.getUrl(id)];
   } });
   export const uploadUrlInAction = action({ handler: (ctx) => ctx.storage.generateUploadUrl() });`,
);
const HTTP = source(
  "http.js",
  `const http = httpRouter();
   http.route({ path: "/file", method: "GET", handler: httpAction(async (ctx, request) => {
     const blob = await ctx.storage.get(new URL(request.url).searchParams.get("id"));
     return blob ? new Response(blob) : new Response(null, { status: 404 });
   }) });
   export default http;`,
);

let server: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  server = await serve([FILES, HTTP]);
});
afterAll(() => server.close());

const call = (name: string, args: Record<string, unknown> = {}) => {
  const client = httpClient(server.url);
  const reference = api.files![name]!;
  if (["uploadUrl", "remove", "removeAndThrow"].includes(name)) return client.mutation(reference, args);
  if (["url", "metadata", "row", "rows"].includes(name)) return client.query(reference, args);
  return client.action(reference, args);
};

async function upload(bytes: Buffer, headers: Record<string, string> = {}): Promise<string> {
  const response = await fetch(await call("uploadUrl"), {
    method: "POST",
    body: new Uint8Array(bytes),
    headers,
  });
  expect(response.status).toBe(200);
  const { storageId } = (await response.json()) as { storageId: string };
  return storageId;
}

const BYTES = Buffer.from([0, 255, 13, 10, 0, 1]);
const base64Of = (bytes: Buffer) => createHash("sha256").update(bytes).digest("base64");

describe("an upload", () => {
  test("is a POST of the bytes, and its answer has the file's id (local_backend/src/storage.rs, storage_upload)", async () => {
    const id = await upload(BYTES, { "content-type": "image/png" });
    const row = { sha256: base64Of(BYTES), size: 6, contentType: "image/png" };
    // The row has the hash as base64, and null for a missing type: model/src/file_storage/virtual_table.rs.
    expect(await call("row", { id })).toEqual({ ...row, _id: id, _creationTime: expect.any(Number) });
    expect(await call("row", { id: await upload(BYTES) })).toMatchObject({ contentType: null });
    // `getMetadata` has the hash in hex: isolate/src/environment/udf/async_syscall.rs, storage_get_metadata.
    expect(await call("metadata", { id })).toEqual({
      storageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      sha256: createHash("sha256").update(BYTES).digest("hex"),
      size: 6,
      contentType: "image/png",
    });
  });

  test("is refused if its hash is wrong (common/src/sha256.rs, DigestHeader)", async () => {
    await upload(BYTES, { digest: `sha-256=${base64Of(BYTES)}` });
    const before = (await call("rows")).length;
    const wrong = base64Of(Buffer.from("other"));
    const refused = await fetch(await call("uploadUrl"), {
      method: "POST",
      body: "text",
      headers: { digest: `sha-256=${wrong}` },
    });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toEqual({
      code: "Sha256Mismatch",
      message: `Sha256 mismatch. Expected: ${wrong} Actual: ${base64Of(Buffer.from("text"))}`,
    });
    expect(await call("rows")).toHaveLength(before);
  });

  const send = async (url: string, init: RequestInit = {}) => {
    const response = await fetch(url, { method: "POST", body: "text", ...init });
    return { status: response.status, ...((await response.json()) as object) };
  };

  test.each([
    ["no token", "", 400, "BadQueryArgs"],
    ["an invented token", "?token=abc", 401, "StorageTokenInvalid"],
  ])("with %s is refused", async (_name, query, status, code) => {
    expect(await send(`${server.url}/api/storage/upload${query}`)).toMatchObject({ status, code });
  });

  test("with a changed token is refused", async () => {
    const url: string = await call("uploadUrl");
    expect(await send(url.replace("token=", "token=A"))).toMatchObject({ code: "StorageTokenInvalid" });
  });

  test("with a broken header is refused", async () => {
    const url: string = await call("uploadUrl");
    for (const [name, value] of [
      ["content-type", "picture"],
      ["digest", "md5=abc"],
    ] as const)
      expect(await send(url, { headers: { [name]: value } })).toMatchObject({
        status: 400,
        code: "BadHeader",
      });
  });

  test("by another method is refused", async () => {
    const response = await fetch(await call("uploadUrl"), { method: "PUT", body: "text" });
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
  });

  test("is possible for an hour, any number of times (STORE_FILE_AUTHORIZATION_VALIDITY)", () => {
    jest.useFakeTimers();
    try {
      const tokens = new UploadTokens("secret");
      const token = tokens.issue("child");
      jest.advanceTimersByTime(59 * 60_000);
      for (let uploads = 0; uploads < 2; uploads++) expect(tokens.check(token)).toBe("child");
      jest.advanceTimersByTime(60_000);
      expect(() => tokens.check(token)).toThrow(expect.objectContaining({ code: "StorageTokenExpired" }));
      expect(() => new UploadTokens("other").check(tokens.issue("child"))).toThrow(
        expect.objectContaining({ status: 401, code: "StorageTokenInvalid" }),
      );
    } finally {
      jest.useRealTimers();
    }
  });

  test("is possible from a page of any site", async () => {
    const url: string = await call("uploadUrl");
    const response = await fetch(url, {
      method: "OPTIONS",
      headers: { origin: "http://localhost:3000", "access-control-request-headers": "content-type" },
    });
    expect(response.headers.get("access-control-allow-origin")).toBe("http://localhost:3000");
    expect(response.headers.get("access-control-allow-headers")).toBe("content-type");
  });
});

describe("a file's address", () => {
  test("serves the bytes to everybody (local_backend/src/storage.rs, storage_get)", async () => {
    const id = await upload(BYTES, { "content-type": "image/png" });
    const url: string = await call("url", { id });
    expect(url).toMatch(new RegExp(`^${server.url}/api/storage/[0-9a-f-]{36}$`));
    const response = await fetch(url);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(BYTES);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "image/png",
      "content-length": "6",
      "cache-control": "private, max-age=2592000",
      digest: `sha-256=${base64Of(BYTES)}`,
    });
    const head = await fetch(url, { method: "HEAD" });
    expect([head.status, head.headers.get("content-length"), await head.text()]).toEqual([200, "6", ""]);
  });

  test.each([
    ["one that is not a UUID", "abc", 400, "InvalidStoragePath"],
    ["one that no file has", "0b8a3f5e-1111-4111-8111-123456789abc", 404, "FileNotFound"],
  ])("%s is refused", async (_name, uuid, status, code) => {
    const response = await fetch(`${server.url}/api/storage/${uuid}`);
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([status, code]);
  });

  test("is null for an unknown file, and refused for an id that is not a file's", async () => {
    const id = await upload(BYTES);
    await call("remove", { id });
    expect(await call("url", { id })).toBeNull();
    expect(await call("metadata", { id })).toBeNull();
    await expect(adminClient(server.url).query(api.files!.url!, { id: "abc" })).rejects.toThrow(
      'Invalid argument `storageId` for `storage.getUrl`: Invalid storage ID: "abc"',
    );
  });
});

describe("deleting a file", () => {
  test("is part of the transaction, and makes its address answer 404", async () => {
    const id = await upload(BYTES);
    const url: string = await call("url", { id });
    await expect(call("removeAndThrow", { id })).rejects.toThrow("Server Error");
    expect((await fetch(url)).status).toBe(200);
    await call("remove", { id });
    expect((await fetch(url)).status).toBe(404);
    // crates/file_storage/src/core.rs, delete.
    await expect(adminClient(server.url).mutation(api.files!.remove!, { id })).rejects.toThrow(
      `storage id ${id} not found`,
    );
  });

  test("is noticed by a subscribed query", async () => {
    const id = await upload(BYTES);
    const client = liveClient(server.url);
    const seen: unknown[] = [];
    client.onUpdate(api.files!.url!, { id }, (url) => seen.push(url));
    await until(() => seen.length === 1);
    await call("remove", { id });
    await until(() => seen.length === 2);
    await client.close();
    expect(seen).toEqual([expect.stringContaining("/api/storage/"), null]);
  });
});

describe("an action", () => {
  test("stores and reads blobs (udf-runtime/src/storage.ts)", async () => {
    const id: string = await call("store", { text: "Grüße", type: "text/plain" });
    expect(await call("read", { id })).toEqual(["Grüße", "text/plain", 7, true]);
    expect(await call("read", { id: await call("store", { text: "" }) })).toEqual(["", "", 0, true]);
    await call("remove", { id });
    expect(await call("read", { id })).toBeNull();
  });

  test("has the other calls too, each in a separate transaction", async () => {
    expect(await call("storeInAction")).toEqual(["string", 4, null]);
    expect(await call("uploadUrlInAction")).toContain("/api/storage/upload?token=");
  });

  test("stores only a blob, and only with the right hash", async () => {
    const admin = adminClient(server.url);
    await expect(admin.action(api.files!.storeText!, {})).rejects.toThrow("store() expects a Blob");
    await expect(
      admin.action(api.files!.store!, { text: "a", sha256: base64Of(Buffer.from("b")) }),
    ).rejects.toThrow("Sha256 mismatch");
  });

  test("of HTTP can answer with a file", async () => {
    const id: string = await call("store", { text: "served", type: "text/plain" });
    const response = await fetch(`${server.siteUrl}/file?id=${id}`);
    expect([await response.text(), response.headers.get("content-type")]).toEqual(["served", "text/plain"]);
  });
});

test("files survive a restart, and are deleted with the deployment's state", async () => {
  const stateDir = mkdtempSync(path.join(os.tmpdir(), "latchkey-files-"));
  const bytesIn = () => readdirSync(path.join(stateDir, "files"));
  try {
    const first = await serve([FILES], { stateDir });
    const store = (text: string) =>
      httpClient(first.url).action(api.files!.store!, { text, type: "text/plain" });
    const [kept, deleted] = [await store("kept"), await store("deleted")];
    expect(bytesIn()).toHaveLength(2);
    await httpClient(first.url).mutation(api.files!.remove!, { id: deleted });
    expect(bytesIn()).toHaveLength(1);
    const url: string = await httpClient(first.url).query(api.files!.url!, { id: kept });
    await first.close();

    const second = await serve([FILES], { stateDir });
    const served = url.replace(first.url, second.url);
    expect(await (await fetch(served)).text()).toBe("kept");
    expect(await httpClient(second.url).action(api.files!.read!, { id: kept })).toContain("kept");
    await second.deployment.clearDocuments();
    expect((await fetch(served)).status).toBe(404);
    await httpClient(second.url).action(api.files!.store!, { text: "later" });
    await second.close();
    forgetState(stateDir);
    expect(bytesIn).toThrow("no such file or directory");
  } finally {
    rmSync(stateDir, { recursive: true, force: true });
  }
});
