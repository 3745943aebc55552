import { describe, expect, it } from "@jest/globals";
import { openAudience, type WorkerLike } from "../../../lib/audience/client";
import type { AudienceRequest, Progress } from "../../../lib/audience/protocol";
import type { AudienceRow } from "../../../lib/audience/rows";
import { serveAudience } from "../../../lib/audience/session";

const asWorker = (worker: WorkerLike) => worker as unknown as Worker;

/** Replaces the worker on this thread. Each message is cloned, as it is between threads. */
function workerHere(): WorkerLike & { isEnded: boolean } {
  const serve = serveAudience((reply) => {
    if (worker.isEnded) return;
    worker.onmessage?.call(asWorker(worker), { data: structuredClone(reply) } as MessageEvent);
  });
  const worker: WorkerLike & { isEnded: boolean } = {
    isEnded: false,
    onmessage: null,
    onerror: null,
    postMessage: (request: AudienceRequest) => void setTimeout(() => void serve(structuredClone(request))),
    terminate: () => {
      worker.isEnded = true;
    },
  };
  return worker;
}

const GOOD = 99_970;
function bigFile(): string {
  const lines = ["Email;First name;Company"];
  for (let n = 0; n < GOOD; n++) lines.push(`person${n}@example.com;Person ${n};"Company; ${n % 100}"`);
  for (let n = 0; n < 30; n++)
    lines.splice(2 + n * 3_000, 0, n % 2 ? `not an address ${n};x;y` : "person0@example.com;x;y");
  return lines.join("\r\n");
}

async function all<Row>(chunks: AsyncIterable<Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const chunk of chunks) rows.push(...chunk);
  return rows;
}

describe("a list in the worker", () => {
  it("of 100,000 rows is read, checked and returned in chunks", async () => {
    const audience = openAudience(workerHere());
    const { rowCount, mapping, sample, delimiter } = await audience.read(new Blob(["\ufeff", bigFile()]));
    expect({ rowCount, delimiter, shown: sample.length }).toEqual({
      rowCount: 100_000,
      delimiter: ";",
      shown: 20,
    });
    const progress: Progress[] = [];
    expect(await audience.check(mapping, (step) => void progress.push(step))).toEqual({
      good: GOOD,
      rejected: 30,
      byReason: { bad_address: 15, duplicate: 15 },
      withSeveralAddresses: 0,
      unknownZones: { rows: 0, examples: [] },
    });
    expect(progress.length).toBeGreaterThan(20);
    expect(progress.at(-1)).toEqual({ done: 100_000, total: 100_000 });
    const rows: AudienceRow[] = await all(audience.rows(500));
    expect(rows).toHaveLength(GOOD);
    expect(new Set(rows.map(({ email }) => email)).size).toBe(GOOD);
    expect((await audience.rejected(0, 100)).map(({ line }) => line).at(-1)).toBe(3 + 29 * 3_000);
  });

  it("can be returned from any row on", async () => {
    const audience = openAudience(workerHere());
    const { mapping } = await audience.read("a@x.io\nb@x.io\nc@x.io");
    await audience.check(mapping);
    expect((await all(audience.rows(2, 1))).map(({ email }) => email)).toEqual(["b@x.io", "c@x.io"]);
  });

  it("can be checked again with another mapping", async () => {
    const audience = openAudience(workerHere());
    const { mapping } = await audience.read("a@x.io,A\nb@x.io,B");
    await audience.check(mapping);
    const ignored = { ...mapping, columns: mapping.columns.with(1, { as: "ignored" }) };
    expect(await audience.check(ignored)).toMatchObject({ good: 2 });
    expect((await all(audience.rows(10))).map(({ name }) => name)).toEqual([undefined, undefined]);
  });

  it.each([
    ["", "The file is empty."],
    [new Blob([Uint8Array.of(0x50, 0x4b, 3, 4)]), "This is an Excel workbook"],
    [new Blob([Uint8Array.of(1, 0, 2, 0)]), "This file is not text"],
  ])("that cannot be read says why", async (source, message) => {
    await expect(openAudience(workerHere()).read(source)).rejects.toThrow(message);
  });

  it("cannot be checked without a column of addresses", async () => {
    const audience = openAudience(workerHere());
    const { mapping } = await audience.read("a,b\n1,2");
    await expect(audience.check(mapping)).rejects.toThrow("Choose the column");
  });

  it("gets one request at a time", async () => {
    const audience = openAudience(workerHere());
    const mapping = { hasHeader: false, columns: [{ as: "email" } as const] };
    const [{ rowCount }, { good }] = await Promise.all([
      audience.read("a@x.io\nb@x.io"),
      audience.check(mapping),
    ]);
    expect({ rowCount, good }).toEqual({ rowCount: 2, good: 2 });
  });

  it("that is closed rejects open requests", async () => {
    const worker = workerHere();
    const audience = openAudience(worker);
    const reading = audience.read("a@x.io");
    audience.close();
    await expect(reading).rejects.toThrow("closed");
    expect(worker.isEnded).toBe(true);
  });

  it("whose worker fails rejects open requests", async () => {
    const worker = workerHere();
    const reading = openAudience(worker).read("a@x.io");
    worker.onerror?.call(asWorker(worker), {} as ErrorEvent);
    await expect(reading).rejects.toThrow("could not be read");
  });
});
