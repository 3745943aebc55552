/**
 * Evaluates one module as Convex does for each call: in a fresh context, with compiled code from V8's cache. The code
 * is cached right after compiling, so it lacks functions that V8 compiles lazily. Reads a job from standard input, and
 * prints the result as JSON.
 */
import path from "node:path";
import { json } from "node:stream/consumers";
import vm from "node:vm";
import { VM } from "@edge-runtime/vm";
import { installGlobals } from "./isolate-globals";

interface Job {
  modules: readonly { path: string; source: string }[];
  path: string;
  env: Readonly<Record<string, string>>;
  rounds: number;
  /** A function of the module to call once in each context, after it is evaluated. */
  call?: { name: string; argument: unknown };
}

interface Evaluation {
  /** The size of the module and all its imports. */
  bytes: number;
  hasFunctions: boolean;
  /** In ms, one for each context. */
  times: number[];
  callTimes: number[];
}

/** Runs that are not measured, because they fill V8's code cache. */
const WARM_UP = 2;

type Exports = Record<string, unknown>;
/** `createCachedData` is missing in Node's types. */
type Cacheable = vm.SourceTextModule & { createCachedData(): Buffer };

class FreshContexts {
  private readonly sources: Map<string, string>;
  private readonly cache = new Map<string, Buffer>();

  constructor(private readonly job: Job) {
    this.sources = new Map(job.modules.map(({ path, source }) => [path, source]));
  }

  async evaluate(): Promise<{ ms: number; callMs: number; bytes: number; exports: Exports }> {
    const { context } = new VM();
    installGlobals(vm.runInContext("globalThis", context) as Exports, (name) => this.job.env[name]);
    const compiled = new Map<string, vm.SourceTextModule>();
    const startedAt = performance.now();
    const exports = await this.load(this.job.path, context, compiled);
    const evaluatedAt = performance.now();
    const bytes = [...compiled.keys()].reduce((sum, path) => sum + this.source(path).length, 0);
    const { call } = this.job;
    if (call) await (exports[call.name] as (argument: unknown) => Promise<unknown>)(call.argument);
    return { ms: evaluatedAt - startedAt, callMs: performance.now() - evaluatedAt, bytes, exports };
  }

  private async load(path: string, context: vm.Context, compiled: Map<string, vm.SourceTextModule>) {
    const compile = (path: string): vm.SourceTextModule => {
      const known = compiled.get(path);
      if (known) return known;
      const module = new vm.SourceTextModule(this.source(path), {
        context,
        identifier: path,
        cachedData: this.cache.get(path),
        importModuleDynamically: async (specifier: string) => evaluated(compile(resolve(specifier, path))),
      });
      if (!this.cache.has(path)) this.cache.set(path, (module as Cacheable).createCachedData());
      compiled.set(path, module);
      return module;
    };
    const evaluated = async (module: vm.SourceTextModule) => {
      if (module.status === "unlinked")
        await module.link((specifier, { identifier }) => compile(resolve(specifier, identifier)));
      await module.evaluate();
      return module;
    };
    return (await evaluated(compile(path))).namespace as Exports;
  }

  private source(path: string): string {
    const source = this.sources.get(path);
    if (source === undefined) throw new Error(`The push has no ${path}.`);
    return source;
  }
}

const resolve = (specifier: string, from: string) =>
  path.posix.normalize(path.posix.join(path.posix.dirname(from), specifier));

function hasFunctions(exports: Exports): boolean {
  return Object.values(exports).some(
    (value) =>
      value !== null &&
      (typeof value === "function" || typeof value === "object") &&
      ["isQuery", "isMutation", "isAction", "isHttp", "isRouter"].some((mark) => mark in value),
  );
}

async function main(): Promise<void> {
  const job = (await json(process.stdin)) as Job;
  const contexts = new FreshContexts(job);
  const first = await contexts.evaluate();
  for (let round = 1; round < WARM_UP; round++) await contexts.evaluate();
  const evaluation: Evaluation = {
    bytes: first.bytes,
    hasFunctions: hasFunctions(first.exports),
    times: [],
    callTimes: [],
  };
  for (let round = 0; round < job.rounds; round++) {
    const { ms, callMs } = await contexts.evaluate();
    evaluation.times.push(ms);
    evaluation.callTimes.push(callMs);
  }
  process.stdout.write(JSON.stringify(evaluation));
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
