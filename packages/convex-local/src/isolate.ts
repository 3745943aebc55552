import path from "node:path";
import vm from "node:vm";
import { VM } from "@edge-runtime/vm";
import { forbidImpurity, inTransaction, installGlobals } from "./isolate-globals";
import { PushError, type PushedModule } from "./types";

export interface IsolateOptions {
  env: (name: string) => string | undefined;
  /** `import-only` refuses randomness, fetch, timers and syscalls, as analysis at push does. */
  phase: "import-only" | "serve";
  /** Returns the source of a module that is not among the pushed ones. */
  synthesize?: (path: string) => string | undefined;
  /**
   * V8's compiled code for each module's source. It is filled as modules are compiled, and can be used to run the same
   * modules again.
   */
  compiledCode?: Map<string, Buffer>;
  /** After how many milliseconds an import that does not finish is ended (10,000). */
  importTimeoutMs?: number;
}

export interface ModuleLoader {
  /** The exports of a module, which is loaded once. `path` is relative to `convex/`, with its `.js`. */
  load(path: string): Promise<Record<string, unknown>>;
}

const SCHEME = "convex:/";
/** On Node 20, `import()` no longer finds its callback in a module that was made from compiled code. */
const LOSES_DYNAMIC_IMPORTS = Number(process.versions.node.split(".")[0]) < 22;

/** `createCachedData` is missing in the types. */
type Cacheable = vm.SourceTextModule & { createCachedData(): Buffer };

/**
 * Runs bundles of the default runtime in a separate context, where only Convex's globals exist. Most values are passed
 * to Node as JSON. Web objects (Request, Headers, crypto, streams) are Node's on both sides. An error that the engine
 * made inside is not an `instanceof Error` outside; use `util.types.isNativeError`.
 */
export function createIsolate(modules: PushedModule[], options: IsolateOptions): ModuleLoader {
  const { context } = new VM();
  const globals = vm.runInContext("globalThis", context) as Record<string, unknown>;
  installGlobals(globals, options.env);
  if (options.phase === "import-only") forbidImpurity(globals);
  return new Isolate(modules, options, context);
}

class Isolate implements ModuleLoader {
  private readonly sources: Map<string, string>;
  private readonly compiled = new Map<string, vm.SourceTextModule>();
  private readonly evaluated = new Map<string, Promise<vm.Module>>();
  /** Modules that share a dependency must not be linked at the same time. */
  private linking: Promise<void> = Promise.resolve();

  constructor(
    modules: PushedModule[],
    private readonly options: IsolateOptions,
    private readonly context: vm.Context,
  ) {
    const isolated = modules.filter((module) => module.environment === "isolate");
    this.sources = new Map(isolated.map((module) => [module.path, module.source]));
  }

  async load(modulePath: string): Promise<Record<string, unknown>> {
    return (await this.evaluate(modulePath)).namespace as Record<string, unknown>;
  }

  private evaluate(modulePath: string): Promise<vm.Module> {
    let evaluation = this.evaluated.get(modulePath);
    if (!evaluation) this.evaluated.set(modulePath, (evaluation = this.run(modulePath)));
    return evaluation;
  }

  private async run(modulePath: string): Promise<vm.Module> {
    const module = this.compile(modulePath);
    this.linking = this.linking.catch(() => undefined).then(() => this.link(module));
    await this.linking;
    await module.evaluate({ timeout: this.options.importTimeoutMs ?? 10_000 });
    return module;
  }

  private async link(module: vm.SourceTextModule): Promise<void> {
    if (module.status !== "unlinked") return;
    await module.link((specifier, referrer) =>
      this.compile(resolve(specifier, referrer.identifier.slice(SCHEME.length))),
    );
  }

  private importDynamically(modulePath: string): Promise<vm.Module> {
    if (this.options.phase === "import-only" || inTransaction())
      throw new TypeError("dynamic module import unsupported");
    return this.evaluate(modulePath);
  }

  private compile(modulePath: string): vm.SourceTextModule {
    const known = this.compiled.get(modulePath);
    if (known) return known;
    const source = this.sources.get(modulePath) ?? this.options.synthesize?.(modulePath);
    if (source === undefined) throw new PushError("ModuleNotFound", `Could not find module ${modulePath}.`);
    const kept = this.keptCode(source);
    const module = new vm.SourceTextModule(source, {
      context: this.context,
      identifier: SCHEME + modulePath,
      cachedData: kept?.get(modulePath),
      importModuleDynamically: (specifier: string) => this.importDynamically(resolve(specifier, modulePath)),
    });
    if (kept && !kept.has(modulePath)) kept.set(modulePath, (module as Cacheable).createCachedData());
    this.compiled.set(modulePath, module);
    return module;
  }

  private keptCode(source: string): Map<string, Buffer> | undefined {
    const isLost = LOSES_DYNAMIC_IMPORTS && /\bimport\s*\(/.test(source);
    return isLost ? undefined : this.options.compiledCode;
  }
}

function resolve(specifier: string, from: string): string {
  if (!/^\.{0,2}\//.test(specifier))
    throw new PushError(
      "ModuleNotFound",
      `Couldn't resolve import "${specifier}" from "${from}": a bundle may import its own chunks only.`,
    );
  return path.posix.normalize(path.posix.join(path.posix.dirname(from), specifier));
}
