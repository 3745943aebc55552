import { AsyncLocalStorage } from "node:async_hooks";
import { runInContext } from "node:vm";
import edge from "@edge-runtime/jest-environment";

/**
 * The Edge runtime wraps these constructors in proxies, so that `instanceof` also accepts Node's own objects. Each use
 * then goes through a proxy's trap, which takes a fifth of the suites' time. Here the constructors accept Node's
 * objects without a proxy.
 */
const WITHOUT_PROXIES = `
  const ordinary = Function.prototype[Symbol.hasInstance];
  for (const genuine of [{}, [], /x/, new Uint8Array(), new ArrayBuffer(), new Error(), new SyntaxError(), new TypeError()]) {
    const { constructor } = genuine;
    const ofNode = globalThis[Symbol.for("node:" + constructor.name)];
    Object.defineProperty(constructor, Symbol.hasInstance, {
      value(instance) {
        return ordinary.call(this, instance) || (this === constructor && instance instanceof ofNode);
      },
    });
    globalThis[constructor.name] = constructor;
  }
`;

/**
 * A faster Edge runtime for Convex suites. It disables the storages of a suite at its end, so that they do not slow
 * down later suites.
 */
export default class ConvexEnvironment extends edge.default {
  #storages = new Set();

  constructor(...args) {
    super(...args);
    runInContext(WITHOUT_PROXIES, this.getVmContext());
    const storages = this.#storages;
    this.global.AsyncLocalStorage = class extends AsyncLocalStorage {
      constructor() {
        super();
        storages.add(this);
      }
    };
  }

  /** Node attaches every `AsyncLocalStorage` in use to every promise, until the storage is disabled. */
  async teardown() {
    for (const storage of this.#storages) storage.disable();
    await super.teardown();
  }
}
