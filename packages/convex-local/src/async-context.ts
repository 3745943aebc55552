/**
 * Before Node 24 each AsyncLocalStorage carries its store from promise to promise by itself, and here are ten of them,
 * most of them convex-test's: a fifth of the time of every function went into that. From Node 24 on all of them travel
 * in one frame; this does the same. It does without `async_hooks`, whose bookkeeping ends the process when JavaScript is
 * ended from outside, as loop-guard.ts does. Import it before whatever makes an AsyncLocalStorage.
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
/** The frames that promises interrupted, to go back to. */
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

/** Runs something in the contexts that a promise was made in. */
export function inContextOf<R>(promise: Promise<unknown>, work: () => R): R {
  return IS_NEEDED ? within((promise as Framed)[FRAME] ?? NOTHING, work) : work();
}

/** After JavaScript was ended from outside: nothing of it went back to where it came from. */
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
  // A getter from Node 22.12 on: it cannot be assigned to.
  Object.defineProperty(hooks, "AsyncLocalStorage", {
    value: SharedStorage,
    writable: true,
    configurable: true,
    enumerable: true,
  });
  syncBuiltinESMExports();
}
