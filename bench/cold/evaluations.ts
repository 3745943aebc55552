import type { Called } from "../support/convex";
import { type Cold, evaluateCold } from "./evaluate";
import { ENVIRONMENT } from "./material";
import type { Push } from "./push";

const ROUNDS = 20;

/** How the paths of components in node_modules end, by the names under which convex.config.ts installs them. */
const PACKAGES: Record<string, string> = {
  rateLimiter: "@convex-dev/rate-limiter/dist/component",
  signInMail: "@convex-dev/workpool/dist/component",
  stockAuth: "@convex-dev/better-auth/dist/component",
};

/** The modules of one push, each evaluated once, when it is first asked for. */
export class Evaluations {
  private readonly known = new Map<string, Promise<Cold>>();

  constructor(private readonly push: Push) {}

  /** Of a component by its definition, or of the app ("") . */
  module(definition: string, path: string): Promise<Cold> {
    const key = `${definition}|${path}`;
    const evaluation = this.known.get(key) ?? this.run(definition, path);
    this.known.set(key, evaluation);
    return evaluation;
  }

  /** The module whose function was called. */
  called({ componentPath, identifier }: Called): Promise<Cold> {
    const isHttp = identifier.includes(" ");
    const path = isHttp ? "http.js" : `${identifier.split(":")[0]}.js`;
    return this.module(this.definitionOf(componentPath), path);
  }

  /** How long the first call of a function takes in a fresh context, its module being evaluated. */
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
