/**
 * convex-test scans a whole table for every query, so the time of a simulation grows with the square of its people. A
 * file with the function `useIndexes` makes the same reads through indexes: packages/convex-local has one, and a test
 * there compares its answers with those of convex-test. A project may remove that package, so this file does not import
 * it.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import type { Deployment } from "./deployment";

interface Reads {
  takeChanges(): unknown[];
  closeStreams(): void;
}
type UseIndexes = (database: unknown, componentPath: string) => Reads;
interface State {
  components: Record<string, { db: unknown }>;
}

/**
 * Lets a deployment read through indexes. Call the returned function between transactions from time to time: it frees
 * memory that is no longer needed. @param file the path of the file with `useIndexes`; without it nothing changes
 */
export async function readFast(t: Deployment, file: string | undefined): Promise<() => void> {
  if (file === undefined) return () => undefined;
  const { useIndexes } = (await import(file)) as { useIndexes: UseIndexes };
  const { components } = await stateOf(t);
  const reads = Object.entries(components).map(([path, { db }]) => useIndexes(db, path));
  return () =>
    reads.forEach((one) => {
      one.takeChanges();
      one.closeStreams();
    });
}

/** convex-test keeps its state in an AsyncLocalStorage, so this watches what is stored during one call. */
async function stateOf(t: Deployment): Promise<State> {
  const run = Reflect.get(AsyncLocalStorage.prototype, "run") as (...args: unknown[]) => unknown;
  let found: State | undefined;
  const watched = function (this: unknown, store: unknown, ...rest: unknown[]) {
    if (isState(store)) found = store;
    return run.call(this, store, ...rest);
  };
  Object.defineProperty(AsyncLocalStorage.prototype, "run", { value: watched, configurable: true });
  try {
    await t.run(async () => undefined);
  } finally {
    Reflect.deleteProperty(AsyncLocalStorage.prototype, "run");
  }
  if (!found) throw new Error("convex-test does not keep its state in an AsyncLocalStorage any more.");
  return found;
}

const isState = (store: unknown): store is State =>
  typeof store === "object" && store !== null && "components" in store && "transactionManager" in store;
