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

/** Names a mutation that a client sent, so that it is run once however often it is sent. */
export interface Receipt {
  sessionId: string;
  sessionRequestId: number;
}

/** What the outermost function of a request is given beside its arguments. */
export interface Call {
  requestId: string;
  /** Of a query that is subscribed to. */
  reads?: QueryReads;
  /** A query: it need not wait for the transactions that came before. */
  toRead?: boolean;
  receipt?: Receipt;
  /** Runs inside the mutation's transaction, before and after the function: throwing rolls all of it back. */
  opening?: () => void;
  closing?: () => void;
  logLines: string[];
  /** Of an HTTP action whose Authorization header says nothing of who calls: thrown where it is asked for. */
  unknownIdentity?: Error;
  /** Whether the function itself was reached: refused arguments never get that far. */
  entered?: boolean;
}

/** One function while it runs. */
export interface Execution {
  readonly kind: FunctionKind;
  readonly componentPath: string;
  readonly identifier: string;
  readonly host: HostContext;
  readonly call: Call;
  /** The outermost query or mutation around it, perhaps itself; null in an action. */
  readonly transaction: Execution | null;
  /** How many queries and mutations call each other down to it, itself not counted. */
  readonly depth: number;
  readonly log: FunctionLog;
  /** What the outermost query or mutation has read so far, its nested calls included. */
  readonly reads?: ReadSet;
  /** Fails it, now. */
  stop: (reason: unknown) => void;
  /** Convex JSON, known before the transaction commits. */
  result?: unknown;
  ended: boolean;
}

/** As the deployment's log and its conflicts name a function. */
export function nameOf({
  componentPath,
  identifier,
}: Pick<Execution, "componentPath" | "identifier">): string {
  return componentPath ? `${componentPath}/${identifier}` : identifier;
}

/** What the next outermost function shall run with. */
export const calls = new AsyncLocalStorage<Call>();
export const executions = new AsyncLocalStorage<Execution>();

/** A function that was given up, or has returned, may go on running: it can no longer reach the database. */
export function assertRunning(execution: Execution | undefined): asserts execution is Execution {
  if (!execution) throw new Error("The Convex runtime was called outside of a Convex function.");
  if (execution.ended || execution.transaction?.ended)
    throw new Error(
      `The function ${execution.identifier} is over: it can no longer call Convex. Is an await missing?`,
    );
}
