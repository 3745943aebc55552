import { setImmediate } from "node:timers";
import { jsonToConvex, convexToJson, type JSONValue, type Value } from "convex/values";
import type { Backend } from "./backend";
import type { ModuleResolver } from "./convex-test-internals";
import { CallRefused, describeThrown, newRequestId, thrownByFunction } from "./errors";
import { assertRunning, calls, executions, type Call, type Execution, type HostContext } from "./execution";
import type { LoopGuard } from "./loop-guard";
import { FunctionLog, type DeploymentLog } from "./logs";
import { ReadSet } from "./read-set";
import type { WithPositions } from "./source-positions";
import type { AnalyzedFunction, AnalyzedModule, FunctionKind, FunctionType } from "./types";
import { checkArguments, checkResult } from "./value-limits";
import { withinLimit, type TimeLimits } from "./watchdog";

/** One call of a function. All calls that one request caused have its id. */
export interface Called {
  requestId: string;
  componentPath: string;
  identifier: string;
  /** How many documents an outermost query or mutation has read, including nested calls. */
  documentsRead?: number;
}

export interface Runtime {
  backend: Backend;
  log: DeploymentLog;
  limits: TimeLimits;
  counts: Record<FunctionKind, number>;
  /** The most recent function calls, nested ones too, oldest first. */
  called: Called[];
  /** Whether each call evaluates its modules again, as on Convex. */
  freshContexts: boolean;
  guard: LoopGuard;
}

/** The call interface of a pushed function, from the copy of `convex/server` in its bundle. */
interface GuestFunction {
  invokeQuery(args: string): Promise<string>;
  invokeMutation(args: string): Promise<string>;
  invokeAction(requestId: string, args: string): Promise<string>;
}
/** The pushed code of one component. */
export interface ComponentCode {
  load(path: string): Promise<Record<string, unknown>>;
  withPositions: WithPositions;
}

const MAX_CALLED = 1_000;

const KINDS = { Query: "query", Mutation: "mutation", Action: "action" } as const satisfies Record<
  FunctionType,
  FunctionKind
>;

/**
 * The modules of one component in the form that convex-test needs: functions built from the push's analysis, whose
 * handlers load the pushed code at their first call.
 */
export function componentModules(
  runtime: Runtime,
  componentPath: string,
  functions: Record<string, AnalyzedModule>,
  code: ComponentCode,
): ModuleResolver {
  const modules = new Map<string, Record<string, unknown>>();
  for (const [file, { functions: analyzed }] of Object.entries(functions)) {
    const exports = analyzed.map((fn) => [fn.name, hostFunction(runtime, componentPath, file, fn, code)]);
    modules.set(file.replace(/\.js$/, ""), Object.fromEntries(exports) as Record<string, unknown>);
  }
  return (path) => {
    const module = modules.get(path.replace(/\.js$/, ""));
    return module
      ? Promise.resolve(module)
      : Promise.reject(new Error(`Could not find module for: "${path}"`));
  };
}

function hostFunction(
  runtime: Runtime,
  componentPath: string,
  file: string,
  { name, udfType, args, returns }: AnalyzedFunction,
  code: ComponentCode,
): Record<string, unknown> {
  const kind = KINDS[udfType];
  const identifier = `${file.replace(/\.js$/, "")}:${name}`;
  const returnsValidator = JSON.parse(returns) as object | null;
  const handler = (host: HostContext, values: Record<string, Value>) =>
    runFunction(runtime, { kind, componentPath, identifier, host }, async (execution) => {
      refusing(() => checkArguments(identifier, values));
      const json = await code.withPositions(async () => {
        const guest = (await code.load(file))[name] as GuestFunction;
        return invoke(guest, kind, execution.call.requestId, JSON.stringify([convexToJson(values)]));
      });
      const result = JSON.parse(json) as JSONValue;
      refusing(() => checkResult(identifier, jsonToConvex(result)));
      checkReturn(runtime.backend, returnsValidator, result, identifier);
      execution.result = result;
      return jsonToConvex(result);
    });
  // Return values are checked here, before the commit, because convex-test would check them only after it.
  const exportReturns = () => "null";
  return { [`is${udfType}`]: true, exportArgs: () => args, exportReturns, _handler: handler };
}

function invoke(guest: GuestFunction, kind: FunctionKind, requestId: string, args: string): Promise<string> {
  if (kind === "query") return guest.invokeQuery(args);
  if (kind === "mutation") return guest.invokeMutation(args);
  return guest.invokeAction(requestId, args);
}

function checkReturn(
  backend: Backend,
  validator: object | null,
  result: JSONValue,
  identifier: string,
): void {
  if (validator === null) return;
  try {
    backend.validate(validator, jsonToConvex(result));
  } catch (error) {
    throw new Error(
      `ReturnsValidationError: ${identifier} returned something else: ${(error as Error).message}`,
    );
  }
}

/**
 * Throws an error of `check` as CallRefused. Convex sends such messages without "Uncaught", because the function did
 * not throw them.
 */
function refusing(check: () => void): void {
  try {
    check();
  } catch (error) {
    throw new CallRefused((error as Error).message);
  }
}

type Started = Pick<Execution, "kind" | "componentPath" | "identifier" | "host">;

/** Runs one function, nested or not, with its log and its time limit. Throws what the function threw. */
export async function runFunction<T>(
  { backend, log, limits, counts, called, guard }: Runtime,
  started: Started,
  body: (execution: Execution) => Promise<T>,
): Promise<T> {
  const execution = startExecution(started, log);
  if (execution.transaction === execution) backend.enter(execution);
  if (!nested(execution)) counts[execution.kind] += 1;
  const { componentPath, identifier, call } = execution;
  const entry: Called = { requestId: call.requestId, componentPath, identifier };
  called.push(entry);
  if (called.length > MAX_CALLED) called.shift();
  const limit = execution.transaction ? limits.transaction : limits.action;
  const stopped = new Promise<never>((_, reject) => (execution.stop = reject));
  let error: string | null = null;
  guard.entered(execution);
  try {
    const work = () => withinLimit(withHooks(execution, body), limit, stopped);
    const result = await executions.run(execution, work);
    if (execution.transaction === execution) entry.documentsRead = documentsRead(backend);
    return result;
  } catch (thrown) {
    const restored = thrownByFunction(thrown);
    error = describeThrown(restored);
    throw restored;
  } finally {
    execution.ended = true;
    guard.ended(execution);
    if (!nested(execution)) execution.log.finish(error);
  }
}

function documentsRead({ syscalls }: Backend): number {
  return syscalls.transactionManager.getMetricsTracker()?.getTransactionMetrics().documentsRead.used ?? 0;
}

function nested(execution: Execution): boolean {
  return execution.transaction !== null && execution.transaction !== execution;
}

async function withHooks<T>(execution: Execution, body: (execution: Execution) => Promise<T>): Promise<T> {
  // convex-test gives each call its own globals, so only this function uses this console.
  globalThis.console = execution.log.console;
  const outermost = execution.transaction === execution;
  if (outermost) execution.call.opening?.();
  const result = await body(execution);
  // An unhandled rejection must fail the function, but Node reports it only after a turn of the event loop.
  if (!nested(execution)) await new Promise<void>((resolve) => setImmediate(resolve));
  assertRunning(execution);
  if (outermost) execution.call.closing?.();
  return result;
}

/** The call of a function that an action calls. Components do not get the caller's identity, nor the error about it. */
function childCall({ call, componentPath }: Execution, started: Started): Call {
  const unknownIdentity = started.componentPath === componentPath ? call.unknownIdentity : undefined;
  return { requestId: call.requestId, logLines: [], unknownIdentity };
}

function startExecution(started: Started, log: DeploymentLog): Execution {
  const parent = executions.getStore();
  if (parent) assertRunning(parent);
  const inherited = parent?.transaction ? parent : undefined;
  const call = inherited?.call ?? (parent ? childCall(parent, started) : calls.getStore());
  const ownCall = call ?? { requestId: newRequestId(), logLines: [] };
  ownCall.entered = true;
  const source = { ...started, requestId: ownCall.requestId };
  const functionLog = inherited?.log ?? new FunctionLog(log, source, ownCall.logLines);
  const execution: Execution = {
    ...started,
    call: ownCall,
    transaction: null,
    depth: inherited ? inherited.depth + 1 : 0,
    log: functionLog,
    reads: started.kind === "mutation" ? new ReadSet() : ownCall.reads,
    stop: () => undefined,
    ended: false,
  };
  if (started.kind === "query" || started.kind === "mutation")
    return Object.assign(execution, { transaction: inherited?.transaction ?? execution });
  return execution;
}
