import type { Called } from "../support/convex";
import { type Cold, evaluateCold } from "./evaluate";
import { ENVIRONMENT } from "./material";
import type { Push } from "./push";

const ROUNDS = 20;

/** The end of the path of each component in node_modules, by the name under which convex.config.ts installs it. */
const PACKAGES: Record<string, string> = {
  rateLimiter: "@convex-dev/rate-limiter/dist/component",
  signInMail: "@convex-dev/workpool/dist/component",
  stockAuth: "@convex-dev/better-auth/dist/component",
};

/** The modules of one push. Each is evaluated once for the report, when its time is first needed. */
export class Evaluations {
  private readonly known = new Map<string, Promise<Cold>>();

  constructor(private readonly push: Push) {}

  /**
   * The cost of evaluating a module in a fresh context, measured once for each module. `definition` is the component's
   * definition path, or "" for the app.
   */
  module(definition: string, path: string): Promise<Cold> {
    const key = `${definition}|${path}`;
    const evaluation = this.known.get(key) ?? this.run(definition, path);
    this.known.set(key, evaluation);
    return evaluation;
  }

  /** The module of the function that was called. */
  called({ componentPath, identifier }: Called): Promise<Cold> {
    const isHttp = identifier.includes(" ");
    const path = isHttp ? "http.js" : `${identifier.split(":")[0]}.js`;
    return this.module(this.definitionOf(componentPath), path);
  }

  /** The time of a function's first call in a fresh context, after its module was evaluated. */
  async firstCall(definition: string, path: string, name: string, argument: unknown): Promise<number> {
    const modules = this.modulesOf(definition);
    const call = { name, argument };
    return (await evaluateCold({ modules, path, env: ENVIRONMENT, rounds: ROUNDS, call })).callMs;
  }

  private run(definition: string, path: string): Promise<Cold> {
    const modules = this.modulesOf(definition);
    return evaluateCold({ modules, path, env: ENVIRONMENT, rounds: ROUNDS });
  }

  private modulesOf(definition: string) {
    const modules = this.push.get(definition);
    if (!modules) throw new Error(`The push has no component ${definition}.`);
    return modules;
  }

  private definitionOf(componentPath: string): string {
    const end = PACKAGES[componentPath];
    if (end === undefined) return componentPath;
    const definition = [...this.push.keys()].find((candidate) => candidate.endsWith(end));
    if (definition === undefined) throw new Error(`The push has no component ${componentPath}.`);
    return definition;
  }
}
