/**
 * System calls that convex-test does not have, or only has for functions of its own process. Pushed bundles contain
 * their own copy of `convex/server`, which uses these for everything.
 */
import { convexToJson, getConvexSize, jsonToConvex, type JSONValue, type Value } from "convex/values";
import type { Backend } from "./backend";
import { CALLED, retryConflicts } from "./conflicts";
import type { FunctionPath } from "./convex-test-internals";
import { checkDatabaseCall } from "./database-rules";
import { isConvexError, messageOf } from "./errors";
import { assertRunning, calls, executions, type Execution } from "./execution";
import { storageCalls, storageOfActions } from "./files/syscalls";
import type { FileStorage } from "./files/storage";
import { readPage } from "./paging";
import { checkValue } from "./value-limits";

interface Address {
  name?: string;
  reference?: string;
  functionHandle?: string;
}
type Args = Address & { args: JSONValue; ts?: number; id?: string; storageId: string };
type Handler = (args: Args, execution: Execution) => Promise<unknown>;

/**
 * @param exists whether the current code has a function with that name, in that component
 * @param resumed called with the function that continues after a system call
 */
export function installSyscalls(
  backend: Backend,
  files: FileStorage,
  exists: (target: FunctionPath) => boolean,
  resumed: (execution: Execution) => void,
): void {
  const { syscall, asyncSyscall } = backend.syscalls;
  const handlers: Record<string, Handler> = {
    ...asyncHandlers(backend, exists),
    ...storageCalls(backend, files),
    "1.0/queryPage": (args) => readPage(args as never, (json) => asyncSyscall("1.0/queryPage", json)),
  };
  backend.syscalls.syscall = (op, json) => {
    assertRunning(executions.getStore());
    return syscall(op, json);
  };
  backend.syscalls.asyncSyscall = async (op, json) => {
    const execution = executions.getStore();
    assertRunning(execution);
    try {
      const args = JSON.parse(json) as Args;
      const handler = handlers[op];
      if (handler) return JSON.stringify(await handler(args, execution));
      checkDatabaseCall(op, args);
      checkDepth(op, execution);
      return await asyncSyscall(op, json);
    } catch (thrown) {
      throw forGuest(thrown);
    } finally {
      resumed(execution);
    }
  };
  backend.syscalls.jsSyscall = async (op, args) => {
    const execution = executions.getStore();
    assertRunning(execution);
    try {
      return await storageOfActions(files, op, args, execution);
    } catch (thrown) {
      throw forGuest(thrown);
    } finally {
      resumed(execution);
    }
  };
}

/**
 * The error in the form for the function's own `convex/server`, which treats an error with data as a ConvexError, and
 * its data as JSON.
 */
function forGuest(thrown: unknown): Error {
  const error = new Error(messageOf(thrown));
  return isConvexError(thrown) ? Object.assign(error, { data: convexToJson(thrown.data as Value) }) : error;
}

/**
 * How deeply queries and mutations may call each other: Convex's MAX_REACTOR_CALL_DEPTH in crates/common/src/knobs.rs.
 */
const MAX_DEPTH = 8;

function checkDepth(op: string, { depth }: Execution): void {
  if (op === "1.0/runUdf" && depth >= MAX_DEPTH)
    throw new Error("Cross component call depth limit exceeded. Do you have an infinite loop in your app?");
}

function asyncHandlers(backend: Backend, exists: (target: FunctionPath) => boolean): Record<string, Handler> {
  const values = ({ args }: Args) => jsonToConvex(args) as Record<string, Value>;
  const schedule: Handler = (args, execution) =>
    Promise.resolve(scheduleJob(backend, exists, args, execution));
  const cancel: Handler = (args, execution) =>
    Promise.resolve(cancelJob(backend, args.id!, execution.componentPath));
  return {
    "1.0/getUserIdentity": (_, execution) => identityFor(execution),
    "1.0/actions/query": async (args, { host, call }) =>
      calls.run({ ...call, toRead: true }, async () =>
        convexToJson(await host.runQuery(referenceOf(args), values(args))),
      ),
    // An action can catch a conflict that remains after the last try: `resolve_promise_allow_all_errors` in
    // crates/isolate/src/environment/action/mod.rs.
    "1.0/actions/mutation": async (args, { host, call }) => {
      const attempt = () =>
        calls.run({ ...call, toRead: false }, () => host.runMutation(referenceOf(args), values(args)));
      return convexToJson(await retryConflicts(attempt, CALLED, backend.conflicts));
    },
    "1.0/actions/action": async (args, { host }) =>
      convexToJson(await host.runAction(referenceOf(args), values(args))),
    "1.0/schedule": schedule,
    "1.0/cancel_job": cancel,
    "1.0/actions/schedule": (args, execution) =>
      backend.transaction(execution.componentPath, () => scheduleJob(backend, exists, args, execution)),
    "1.0/actions/cancel_job": (args, { componentPath }) =>
      backend.transaction(componentPath, () => cancelJob(backend, args.id!, componentPath)),
  };
}

/**
 * Follows Convex's `user_identity` in crates/isolate/src/environment/action/task_executor.rs. If the Authorization
 * header does not identify the caller, actions get an error, and queries and mutations get no identity.
 */
function identityFor({ host, call, transaction }: Execution): Promise<unknown> {
  return call.unknownIdentity && !transaction
    ? Promise.reject(call.unknownIdentity)
    : host.auth.getUserIdentity();
}

/** The function in a form that convex-test's `runQuery` and similar functions accept. */
function referenceOf({ name, functionHandle, reference }: Address): unknown {
  return name ?? functionHandle ?? { [Symbol.for("toReferencePath")]: reference };
}

/** Only adds the row: the scheduler starts the job when, and if, its transaction commits. Returns the job's id. */
function scheduleJob(
  backend: Backend,
  exists: (target: FunctionPath) => boolean,
  { args, ts, ...address }: Args,
  { componentPath }: Execution,
): string {
  const value = jsonToConvex(args);
  checkValue(value);
  const target = targetOf(address, componentPath);
  checkScheduling(target, ts! * 1000, exists);
  backend.syscalls.transactionManager.getMetricsTracker()?.trackScheduledFunction(getConvexSize(value));
  return backend.database(componentPath).insert("_scheduled_functions", {
    args: [value],
    name: target.componentPath === componentPath ? target.udfPath : functionHandle(target),
    scheduledTime: ts! * 1000,
    state: { kind: "pending" },
  });
}

const FIVE_YEARS_MS = 5 * 366 * 86_400_000;

/** Follows Convex's `validate_schedule_args` in crates/udf/src/validation.rs. */
function checkScheduling(
  target: FunctionPath,
  scheduledFor: number,
  exists: (target: FunctionPath) => boolean,
): void {
  const when = new Date(scheduledFor).toISOString();
  if (scheduledFor - Date.now() > FIVE_YEARS_MS)
    throw new Error(`${when} is more than 5 years in the future`);
  if (scheduledFor - Date.now() < -FIVE_YEARS_MS) throw new Error(`${when} is more than 5 years in the past`);
  if (exists(target)) return;
  const [module = "", name = "default"] = target.udfPath.split(":");
  throw new Error(
    `Attempted to schedule function, but no exported function ${name} found in the file: ${module}.js. Did you forget to export it?`,
  );
}

function cancelJob(backend: Backend, id: string, componentPath: string): Record<string, never> {
  const db = backend.database(componentPath);
  const job = db.get("_scheduled_functions", id);
  const { kind } = (job?.state ?? {}) as { kind?: string };
  if (kind === "pending" || kind === "inProgress")
    db.patch("_scheduled_functions", id, { state: { kind: "canceled" }, completedTime: Date.now() });
  return {};
}

function functionHandle({ componentPath, udfPath }: FunctionPath): string {
  return `function://${componentPath};${udfPath}`;
}

/** The function that a job's row names: in its own component, or in another one by a handle. */
export function jobTarget(name: string, componentPath: string): FunctionPath {
  return targetOf(name.startsWith("function://") ? { functionHandle: name } : { name }, componentPath);
}

function targetOf({ name, functionHandle: handle, reference }: Address, componentPath: string): FunctionPath {
  if (handle !== undefined) {
    const [component = "", udfPath = ""] = handle.slice("function://".length).split(";");
    return { componentPath: component, udfPath };
  }
  if (name !== undefined) return { componentPath, udfPath: name };
  // A reference has the form "_reference/childComponent/<name>/<path>/<function>".
  const [, , child, ...path] = reference!.split("/");
  const functionName = path.pop();
  return {
    componentPath: componentPath ? `${componentPath}/${child}` : child!,
    udfPath: `${path.join("/")}:${functionName}`,
  };
}
