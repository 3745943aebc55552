import { AsyncLocalStorage } from "node:async_hooks";
import type { Value } from "convex/values";
import type { FunctionLog } from "./logs";
import type { QueryReads, ReadSet } from "./read-set";
import type { FunctionKind } from "./types";

/** The part of convex-test's `ctx` that a running function's system calls need. */
export interface HostContext {
  auth: { getUserIdentity(): Promise<Record<string, unknown> | null> };
  runQuery(reference: unknown, args: Record<string, Value>): Promise<Value>;
  runMutation(reference: unknown, args: Record<string, Value>): Promise<Value>;
  runAction(reference: unknown, args: Record<string, Value>): Promise<Value>;
}

/** Identifies a mutation that a client sent, so that it runs once even if it is sent several times. */
export interface Receipt {
  sessionId: string;
  sessionRequestId: number;
}

/** What the outermost function of a request receives in addition to its arguments. */
export interface Call {
  requestId: string;
  /** Set for a query with subscribers. */
  reads?: QueryReads;
  /** True for a query, which does not have to wait for earlier transactions. */
  toRead?: boolean;
  receipt?: Receipt;
  /** Runs inside the mutation's transaction, before and after the function. If it throws, everything is rolled back. */
  opening?: () => void;
  closing?: () => void;
  logLines: string[];
  /**
   * The error to throw when an HTTP action reads the identity, if its Authorization header does not identify the
   * caller.
   */
  unknownIdentity?: Error;
  /** Whether the function itself has started. It has not if its arguments were refused. */
  entered?: boolean;
}

/** One running function. */
export interface Execution {
  readonly kind: FunctionKind;
  readonly componentPath: string;
  readonly identifier: string;
  readonly host: HostContext;
  readonly call: Call;
  /** The outermost query or mutation around this function, or the function itself; null in an action. */
  readonly transaction: Execution | null;
  /**
   * How many queries and mutations are above this function: each called the next one, and the last one called this
   * function.
   */
  readonly depth: number;
  readonly log: FunctionLog;
  /** What the outermost query or mutation has read so far, including nested calls. */
  readonly reads?: ReadSet;
  /** Fails the function immediately. */
  stop: (reason: unknown) => void;
  /** The result as Convex JSON. It is set before the transaction commits. */
  result?: unknown;
  ended: boolean;
}

/** The name of a function in the deployment's log and in its conflicts. */
export function nameOf({
  componentPath,
  identifier,
}: Pick<Execution, "componentPath" | "identifier">): string {
  return componentPath ? `${componentPath}/${identifier}` : identifier;
}

/** The call that the next outermost function runs with. */
export const calls = new AsyncLocalStorage<Call>();
export const executions = new AsyncLocalStorage<Execution>();

/** A function that was given up, or has returned, may continue to run, but must not reach the database. */
export function assertRunning(execution: Execution | undefined): asserts execution is Execution {
  if (!execution) throw new Error("The Convex runtime was called outside of a Convex function.");
  if (execution.ended || execution.transaction?.ended)
    throw new Error(
      `The function ${execution.identifier} is over: it can no longer call Convex. Is an await missing?`,
    );
}
