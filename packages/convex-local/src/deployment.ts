import { convexToJson, jsonToConvex, type JSONValue, type Value } from "convex/values";
import { Backend } from "./backend";
import { runFunction, type Called, type Runtime } from "./component-code";
import type { Doc, TestBackend } from "./convex-test-internals";
import { deployCode, type DeployedCode } from "./deployed-code";
import { CALLED, retryConflicts, type RetryPolicy } from "./conflicts";
import { CallRefused, describeThrown, failure, messageOf, newRequestId, RequestError } from "./errors";
import { calls, type Call } from "./execution";
import { findFunction } from "./function-lookup";
import { FileStorage } from "./files/storage";
import { routedTo, routeOf, withHttpRouter, type HttpAction } from "./http-actions";
import { LoopGuard, type LoopLimits } from "./loop-guard";
import { DeploymentLog } from "./logs";
import { QueryReads } from "./read-set";
import { findSchemaViolation, type SchemaViolation } from "./schema-violation";
import { installSyscalls } from "./syscalls";
import { tableOf } from "./table-indexes";
import type {
  FunctionKind,
  ActivePush,
  Caller,
  EnvironmentStore,
  FunctionResult,
  FunctionType,
  PushTarget,
  RequestMetadata,
} from "./types";
import { DEFAULT_LIMITS, type TimeLimits } from "./watchdog";

export interface DeploymentOptions {
  urls: { cloud: string; site: string };
  adminKey: string;
  environment: EnvironmentStore;
  /** The folder for stored files; without one, they are lost when the process ends. */
  filesFolder?: string;
  limits?: TimeLimits;
  /** Whether mutations conflict as they do on Convex; true by default. */
  conflicts?: boolean;
  /**
   * How long each mutation waits before it runs, in milliseconds; 0 by default. The longer they wait, the more of them
   * conflict.
   */
  mutationMs?: number;
  /** Whether each call evaluates its modules in a separate context, as on Convex; false by default. */
  freshContexts?: boolean;
  /** Whether functions that never yield are ended, which needs a thread; false by default. */
  guardLoops?: boolean;
  loopLimits?: LoopLimits;
  print?: (line: string) => void;
}

export interface CallOptions {
  componentPath?: string;
  metadata?: RequestMetadata;
  call?: Partial<Call>;
  /** How often a mutation is run again after a conflict; by default as for a client's call. */
  retry?: RetryPolicy;
}

type CallKind = "query" | "mutation" | "action" | "any";
const TYPES = { query: "Query", mutation: "Mutation", action: "Action", any: "any" } as const;
const RUNNERS = {
  Query: "queryFromPath",
  Mutation: "mutationFromPath",
  Action: "actionFromPath",
} as const satisfies Record<FunctionType, keyof TestBackend>;
const NOBODY: RequestMetadata = { ip: null, userAgent: null };

/** A query's result, and what the query read. */
export interface ObservedResult {
  result: FunctionResult;
  reads: QueryReads;
}

/** One Convex deployment: the code of the last push, its documents, and everything that runs on them. */
export class LocalDeployment implements PushTarget {
  readonly urls: { cloud: string; site: string };
  readonly adminKey: string;
  readonly environment: EnvironmentStore;
  readonly logs: DeploymentLog;
  readonly backend: Backend;
  readonly files: FileStorage;
  readonly counts: Record<FunctionKind | "commit", number> = {
    query: 0,
    mutation: 0,
    action: 0,
    httpAction: 0,
    commit: 0,
  };
  readonly called: Called[] = [];
  current: ActivePush | null = null;
  private code: DeployedCode | null = null;
  private readonly runtime: Runtime;
  readonly guard: LoopGuard;
  private readonly activationListeners: ((push: ActivePush) => void)[] = [];
  private readonly clearListeners: (() => void)[] = [];

  constructor(options: DeploymentOptions) {
    this.urls = options.urls;
    this.adminKey = options.adminKey;
    this.environment = options.environment;
    this.logs = new DeploymentLog(options.print ?? (() => undefined));
    this.backend = new Backend({ conflicts: options.conflicts ?? true, mutationMs: options.mutationMs ?? 0 });
    this.files = new FileStorage(this.backend, {
      origin: options.urls.cloud,
      adminKey: options.adminKey,
      folder: options.filesFolder,
    });
    const limits = options.limits ?? DEFAULT_LIMITS;
    const { freshContexts = false } = options;
    this.guard = new LoopGuard(options.loopLimits, () => this.backend.recover());
    if (options.guardLoops) this.guard.start();
    const { backend, logs: log, counts, called, guard } = this;
    this.runtime = { backend, log, limits, counts, called, freshContexts, guard };
    installSyscalls(
      this.backend,
      this.files,
      ({ udfPath, componentPath }) => this.functionType(udfPath, componentPath) !== null,
      (execution) => this.guard.entered(execution),
    );
    this.backend.onCommit(() => (this.counts.commit += 1));
  }

  /** Registers a listener that is called when all documents are deleted at once. */
  onClear(listener: () => void): void {
    this.clearListeners.push(listener);
  }

  /** Registers a listener that is called after new code is in place. */
  onActivate(listener: (push: ActivePush) => void): void {
    this.activationListeners.push(listener);
  }

  async activate(push: ActivePush): Promise<void> {
    const code = deployCode(this.runtime, push, (name) => this.readEnv(name), withHttpRouter);
    await this.backend.mount(code.mounted);
    const previous = this.code;
    this.code = code;
    this.current = push;
    this.activationListeners.forEach((listener) => listener(push));
    await previous?.dispose();
  }

  /** The app's variables: those that were set, and the addresses that every deployment has. */
  readEnv(name: string): string | undefined {
    if (name === "CONVEX_CLOUD_URL") return this.urls.cloud;
    if (name === "CONVEX_SITE_URL") return this.urls.site;
    return this.environment.get(name);
  }

  findSchemaViolation(push: ActivePush): Promise<SchemaViolation | null> {
    return Promise.resolve(findSchemaViolation(push, this.backend, (path) => this.documents(path)));
  }

  documents(componentPath: string): Doc[] {
    return Object.values(this.backend.database(componentPath)._documents);
  }

  *tableDocuments(componentPath: string): Generator<{ table: string; doc: Doc }> {
    for (const doc of this.documents(componentPath)) yield { table: tableOf(doc._id), doc };
  }

  /** Empties every table. Code and environment stay. */
  async clearDocuments(): Promise<void> {
    const { backend } = this;
    await backend.atOneSnapshot(() => {
      for (const path of backend.componentPaths) {
        const { _nextDocId, _lastCreationTime } = backend.database(path);
        backend.load(path, { _documents: {}, _nextDocId, _lastCreationTime });
      }
      this.files.clear();
      backend.lastCommitTs += 1n;
      this.clearListeners.forEach((listener) => listener());
    });
  }

  /** The kind of the function at a path, public or internal; null if there is no function. */
  functionType(path: string, componentPath: string): FunctionType | null {
    try {
      return findFunction(this.current, path, { kind: "admin" }, componentPath, "any").type;
    } catch {
      return null;
    }
  }

  countDocuments(componentPath: string): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { _id } of this.documents(componentPath))
      counts[tableOf(_id)] = (counts[tableOf(_id)] ?? 0) + 1;
    return counts;
  }

  /**
   * Calls a function. If the function itself failed, the result contains its error in Convex's format.
   * @throws RequestError if the call failed for another reason, with Convex's answer
   */
  async call(
    kind: CallKind,
    path: string,
    args: unknown,
    caller: Caller,
    options: CallOptions = {},
  ): Promise<FunctionResult> {
    const call: Call = { requestId: newRequestId(), logLines: [], ...options.call };
    try {
      const fn = findFunction(this.current, path, caller, options.componentPath ?? "", TYPES[kind]);
      call.toRead = fn.type === "Query";
      const run = this.accessor(caller, options.metadata)[RUNNERS[fn.type]];
      const attempt = () => {
        call.logLines.length = 0;
        return calls.run(call, () => run(fn, argumentsObject(args)));
      };
      const value = await retryConflicts(attempt, options.retry ?? CALLED, this.backend.conflicts);
      return { status: "success", value: convexToJson(value ?? null), logLines: call.logLines };
    } catch (thrown) {
      if (thrown instanceof RequestError) {
        this.logs.line(path, "ERROR", `${thrown.code}: ${thrown.message}`);
        throw thrown;
      }
      const refused = call.entered ? thrown : refusal(thrown, path);
      if (!call.entered) this.logs.line(path, "ERROR", describeThrown(refused));
      return failure(refused, call.requestId, call.logLines);
    }
  }

  /**
   * Runs a query and records what it read, so that the query can be run again when that changes. `journal` is from the
   * previous result.
   */
  async observe(
    path: string,
    args: unknown,
    caller: Caller,
    options: { componentPath?: string; journal: string | null },
  ): Promise<ObservedResult> {
    const reads = new QueryReads(options.journal);
    const { componentPath } = options;
    const result = await this.call("query", path, args, caller, { componentPath, call: { reads } });
    return { result, reads };
  }

  /** Runs the HTTP action for the request, according to the app's router. */
  async fetch(request: Request, caller: Caller, metadata: RequestMetadata): Promise<Response> {
    const { app } = this.withHttpActions();
    const route = await routeOf(app, request);
    if (!route)
      return new Response(`No HttpAction routed for ${new URL(request.url).pathname}`, { status: 404 });
    const { identifier, invoke } = route;
    const action: HttpAction = (host) =>
      runFunction(this.runtime, { kind: "httpAction", componentPath: "", identifier, host }, invoke);
    const unknownIdentity = caller.kind === "anonymous" ? caller.refusal : undefined;
    const call: Call = { requestId: newRequestId(), logLines: [], unknownIdentity };
    const run = () => this.accessor(caller, metadata).fetch("/", { method: "GET" });
    return calls.run(call, () => routedTo(action, run));
  }

  private withHttpActions(): DeployedCode {
    if (this.code && this.current?.analysis[""]?.functions["http.js"]) return this.code;
    throw new CallRefused("This Convex deployment does not have HTTP actions enabled.");
  }

  private accessor(caller: Caller, metadata: RequestMetadata = NOBODY): TestBackend {
    const accessor = this.backend.test.withRequestMetadata({ ...metadata });
    const identity = caller.kind === "anonymous" ? undefined : caller.identity;
    return identity ? accessor.withIdentity(identity) : accessor;
  }
}

/**
 * The error of a function that was not run. convex-test's message about invalid arguments is put into Convex's format;
 * other errors stay as they are.
 */
function refusal(thrown: unknown, path: string): unknown {
  const message = messageOf(thrown);
  if (!message.startsWith("Validator error: ")) return thrown;
  return new CallRefused(`ArgumentValidationError: ${path}: ${message.slice("Validator error: ".length)}`);
}

/** Clients send an array of one object; the bare object of the CLI and others is accepted too. */
function argumentsObject(args: unknown): Record<string, Value> {
  const value = (Array.isArray(args) ? args[0] : args) ?? {};
  return jsonToConvex(value as JSONValue) as Record<string, Value>;
}
