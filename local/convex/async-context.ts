/**
 * Node 20 carries the store of each AsyncLocalStorage from promise to promise by itself, and here are ten of them, most
 * of them convex-test's: a fifth of the time of every function went into that. From Node 24 on all of them travel in one
 * frame; this does the same. Import it before whatever makes an AsyncLocalStorage.
 */
import hooks from "node:async_hooks";
import { syncBuiltinESMExports } from "node:module";

const NodeStorage = hooks.AsyncLocalStorage;
type Frame = Map<object, unknown>;
const frames = new NodeStorage<Frame>();

function frameWith(storage: object, store: unknown): Frame {
  return new Map(frames.getStore()).set(storage, store);
}

class SharedStorage<T> {
  static bind = NodeStorage.bind.bind(NodeStorage);
  static snapshot = NodeStorage.snapshot.bind(NodeStorage);

  run<R, A extends unknown[]>(store: T, work: (...args: A) => R, ...args: A): R {
    return frames.run(frameWith(this, store), work, ...args);
  }

  exit<R, A extends unknown[]>(work: (...args: A) => R, ...args: A): R {
    return frames.run(frameWith(this, undefined), work, ...args);
  }

  getStore(): T | undefined {
    return frames.getStore()?.get(this) as T | undefined;
  }

  enterWith(store: T): void {
    frames.enterWith(frameWith(this, store));
  }

  disable(): void {
    this.enterWith(undefined as T);
  }
}

if (Number(process.versions.node.split(".")[0]) < 24) {
  // From Node 22 on it is a getter, which an assignment cannot replace.
  Object.defineProperty(hooks, "AsyncLocalStorage", {
    value: SharedStorage,
    writable: true,
    configurable: true,
    enumerable: true,
  });
  syncBuiltinESMExports();
}
