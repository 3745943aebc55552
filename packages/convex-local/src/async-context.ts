/**
 * Before Node 24, each AsyncLocalStorage passes its store from promise to promise separately. This process has ten of
 * them, most of them convex-test's, and together they took a fifth of the time of every function. From Node 24 on, all
 * of them share one frame, and this file does the same for older versions. It does not use `async_hooks`: when
 * loop-guard.ts ends running JavaScript, their bookkeeping would end the whole process. Import this file before any
 * code that creates an AsyncLocalStorage.
 */
import hooks from "node:async_hooks";
import { syncBuiltinESMExports } from "node:module";
import { promiseHooks } from "node:v8";

type Frame = ReadonlyMap<object, unknown>;
type Framed = { [FRAME]?: Frame };
const FRAME = Symbol("the frame that a promise was made in");
const NOTHING: Frame = new Map();
const IS_NEEDED = Number(process.versions.node.split(".")[0]) < 24;

let current = NOTHING;
/** The frames to return to after the current promise. */
const interrupted: Frame[] = [];

function within<R>(frame: Frame, work: () => R): R {
  const before = current;
  current = frame;
  try {
    return work();
  } finally {
    current = before;
  }
}

class SharedStorage<T> {
  static bind<A extends unknown[], R>(work: (...args: A) => R): (...args: A) => R {
    const frame = current;
    return (...args) => within(frame, () => work(...args));
  }

  static snapshot(): <A extends unknown[], R>(work: (...args: A) => R, ...args: A) => R {
    const frame = current;
    return (work, ...args) => within(frame, () => work(...args));
  }

  run<R, A extends unknown[]>(store: T, work: (...args: A) => R, ...args: A): R {
    return within(this.frameWith(store), () => work(...args));
  }

  exit<R, A extends unknown[]>(work: (...args: A) => R, ...args: A): R {
    return within(this.frameWith(undefined), () => work(...args));
  }

  getStore(): T | undefined {
    return current.get(this) as T | undefined;
  }

  enterWith(store: T): void {
    current = this.frameWith(store);
  }

  disable(): void {
    this.enterWith(undefined as T);
  }

  private frameWith(store: T | undefined): Frame {
    return new Map(current).set(this, store);
  }
}

/** Runs `work` in the contexts in which the promise was made. */
export function inContextOf<R>(promise: Promise<unknown>, work: () => R): R {
  return IS_NEEDED ? within((promise as Framed)[FRAME] ?? NOTHING, work) : work();
}

/**
 * Resets the contexts. Call this after running JavaScript was ended from outside, because it did not restore the
 * contexts that it had entered.
 */
export function forgetContexts(): void {
  interrupted.length = 0;
  current = NOTHING;
}

if (IS_NEEDED) {
  promiseHooks.createHook({
    init: (promise) => {
      (promise as Framed)[FRAME] = current;
    },
    before: (promise) => {
      interrupted.push(current);
      current = (promise as Framed)[FRAME] ?? NOTHING;
    },
    after: () => {
      current = interrupted.pop() ?? NOTHING;
    },
  });
  for (const name of ["setTimeout", "setInterval", "setImmediate", "queueMicrotask"] as const) {
    const stock = globalThis[name] as (work: () => void, ...rest: unknown[]) => unknown;
    const carrying = (work: () => void, ...rest: unknown[]) => stock(SharedStorage.bind(work), ...rest);
    Object.assign(globalThis, { [name]: Object.assign(carrying, stock) });
  }
  // From Node 22.12 on, the property is a getter, which cannot be assigned to.
  Object.defineProperty(hooks, "AsyncLocalStorage", {
    value: SharedStorage,
    writable: true,
    configurable: true,
    enumerable: true,
  });
  syncBuiltinESMExports();
}
