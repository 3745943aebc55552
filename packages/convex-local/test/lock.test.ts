import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { Lock } from "../src/lock";

/** Returns a function that acquires the lock and then adds its name to `order`. */
function taker(lock: Lock, order: string[]) {
  return (name: string, options?: { toRead: boolean }) =>
    lock.run(async () => {
      await Promise.resolve();
      order.push(name);
    }, options);
}

test("callers get the lock in order, except that up to eight readers may go first", async () => {
  const order: string[] = [];
  const take = taker(new Lock(), order);
  const readers = Array.from({ length: 10 }, (_, at) => `reads ${at}`);
  await Promise.all([
    take("first"),
    take("second"),
    take("third"),
    ...readers.map((name) => take(name, { toRead: true })),
  ]);
  expect(order).toEqual(["first", ...readers.slice(0, 8), "second", ...readers.slice(8), "third"]);
});

test("timers run between transactions", async () => {
  const order: string[] = [];
  const take = taker(new Lock(), order);
  const rings = sleep(0).then(() => order.push("a timer"));
  const transactions = Array.from({ length: 10_000 }, (_, at) => take(`transaction ${at}`));
  await Promise.all([...transactions, rings]);
  expect(order.indexOf("a timer")).toBeLessThan(transactions.length);
});

test("a holder can take the lock again, and an error releases it", async () => {
  const lock = new Lock();
  await expect(lock.run(() => lock.run(() => Promise.reject(new Error("no"))))).rejects.toThrow("no");
  await expect(lock.run(() => "free")).resolves.toBe("free");
});
