import { setImmediate, setTimeout } from "node:timers";
import { actingAs, adminOf, type Authenticator } from "../auth";
import type { LocalDeployment } from "../deployment";
import { RequestError } from "../errors";
import type { Change } from "../table-indexes";
import type { Caller, FunctionResult, RequestMetadata } from "../types";
import {
  encodeTs,
  encodeVersion,
  type AuthenticateMessage,
  type ClientMessage,
  type FunctionMessage,
  type MutationAnswer,
  type ServerMessage,
  type StateVersion,
} from "./protocol";
import { QuerySet } from "./query-set";
import type { Sessions } from "./sessions";

const TRY_AGAIN = 1013;
/**
 * When the signed-in user changes, clients send several messages in a row. Queries that ran between them would show the
 * page a result for nobody, so the new state is computed after the last of them.
 */
const SETTLE_MS = 2;

export interface ConnectionOptions {
  deployment: LocalDeployment;
  authenticator: Authenticator;
  sessions: Sessions;
  metadata: RequestMetadata;
  send(message: ServerMessage): void;
  close(code: number, reason: string): void;
}

/** One client's socket: its identity, its subscriptions, and the last state that was sent. */
export class Connection {
  private version: StateVersion = { querySet: 0, identity: 0, ts: 0n };
  /** The versions that the next transition announces. */
  private next = { querySet: 0, identity: 0 };
  private caller: Caller = { kind: "anonymous" };
  private tokenExpiresAt = Infinity;
  private sessionId = "";
  private readonly queries: QuerySet;
  private messages: Promise<void> = Promise.resolve();
  private mutations: Promise<void> = Promise.resolve();
  private transitions: Promise<void> = Promise.resolve();
  private scheduled = false;
  /** The client considers a mutation done when it has received a state at least as new as this. */
  private owedTs = 0n;

  constructor(private readonly options: ConnectionOptions) {
    this.queries = new QuerySet(options.deployment);
  }

  receive(message: ClientMessage): void {
    this.messages = this.messages.then(() => this.handle(message)).catch((error) => this.fail(error));
  }

  /** Call this after each commit. Subscribed queries that the changes affect run again. */
  touch(changes: Change[]): void {
    if (this.queries.touch(changes)) this.scheduleTransition();
  }

  touchAll(): void {
    this.queries.touchAll();
    this.scheduleTransition();
  }

  /**
   * Ends the connection like `close_frame` in crates/errors/src/lib.rs and the end of
   * crates/local_backend/src/subs/mod.rs. A client gives up after a FatalError. After "try again" it connects again,
   * and resends everything that was not answered.
   */
  private fail(error: unknown): void {
    if (error instanceof RequestError && error.status === 503)
      return this.options.close(TRY_AGAIN, error.code);
    this.options.send({ type: "FatalError", error: error instanceof Error ? error.message : String(error) });
  }

  private async handle(message: ClientMessage): Promise<void> {
    switch (message.type) {
      case "Connect":
        this.sessionId = message.sessionId;
        return;
      case "Authenticate":
        return this.authenticate(message);
      case "ModifyQuerySet":
        this.queries.modify(message.modifications);
        this.next.querySet = message.newVersion;
        return this.scheduleTransition(SETTLE_MS);
      case "Mutation": {
        const { caller } = this;
        this.mutations = this.mutations
          .then(() => this.mutate(message, caller))
          .catch((error) => this.fail(error));
        return;
      }
      case "Action":
        void this.act(message).catch((error) => this.fail(error));
        return;
      case "Event":
        return;
    }
  }

  private async authenticate(message: AuthenticateMessage): Promise<void> {
    try {
      const { caller, expiresAt } = await this.identify(message);
      this.caller = caller;
      this.tokenExpiresAt = expiresAt;
      this.next.identity = message.baseVersion + 1;
      this.queries.touchAll();
      this.scheduleTransition(SETTLE_MS);
    } catch (error) {
      const { baseVersion } = message;
      this.options.send({
        type: "AuthError",
        error: (error as Error).message,
        baseVersion,
        authUpdateAttempted: true,
      });
    }
  }

  private async identify(message: AuthenticateMessage): Promise<{ caller: Caller; expiresAt: number }> {
    const { deployment, authenticator } = this.options;
    if (message.tokenType === "None") return { caller: { kind: "anonymous" }, expiresAt: Infinity };
    if (message.tokenType === "User") {
      const { identity, expiresAt } = await authenticator.verify(message.value);
      return { caller: { kind: "user", identity }, expiresAt };
    }
    const admin = adminOf(message.value, deployment.adminKey);
    const caller = message.impersonating ? { ...admin, identity: actingAs(message.impersonating) } : admin;
    return { caller, expiresAt: Infinity };
  }

  private async mutate(message: FunctionMessage, caller: Caller): Promise<void> {
    if (this.rejectExpired()) return;
    const receipt = { sessionId: this.sessionId, sessionRequestId: message.requestId };
    const { deployment, sessions, metadata, send } = this.options;
    const { udfPath, args, componentPath } = message;
    const answer = await sessions.once(receipt, async () => {
      const options = { componentPath, metadata, call: { receipt } };
      return mutationAnswer(await deployment.call("mutation", udfPath, args, caller, options), deployment);
    });
    send({ type: "MutationResponse", requestId: message.requestId, ...answer });
    if (!answer.success) return;
    this.owedTs = deployment.backend.lastCommitTs;
    this.scheduleTransition();
  }

  private async act(message: FunctionMessage): Promise<void> {
    if (this.rejectExpired()) return;
    const { deployment, metadata, send } = this.options;
    const { udfPath, args, componentPath, requestId } = message;
    const result = await deployment.call("action", udfPath, args, this.caller, { componentPath, metadata });
    const { logLines } = result;
    if (result.status === "success")
      return send({ type: "ActionResponse", requestId, success: true, result: result.value, logLines });
    const { errorMessage, errorData } = result;
    send({ type: "ActionResponse", requestId, success: false, result: errorMessage, errorData, logLines });
  }

  /** If the token has expired, tells the client, so that it gets a new one. Returns whether the token has expired. */
  private rejectExpired(): boolean {
    if (Date.now() <= this.tokenExpiresAt) return false;
    const baseVersion = this.version.identity;
    this.options.send({ type: "AuthError", error: "Token expired", baseVersion, authUpdateAttempted: false });
    return true;
  }

  private scheduleTransition(delayMs = 0): void {
    if (this.scheduled) return;
    this.scheduled = true;
    const run = () => {
      this.scheduled = false;
      this.transitions = this.transitions.then(() => this.transition()).catch((error) => this.fail(error));
    };
    if (delayMs > 0) setTimeout(run, delayMs);
    else setImmediate(run);
  }

  /** Sends the client the newest state: every query in it is from the same snapshot. */
  private async transition(): Promise<void> {
    if (this.queries.hasStale && this.rejectExpired()) return;
    const { backend } = this.options.deployment;
    const { caller, next } = this;
    const announced = { ...next };
    const { ts, modifications } = await backend.atOneSnapshot(async () => ({
      modifications: await this.queries.refresh(caller),
      ts: backend.lastCommitTs,
    }));
    const { version } = this;
    const moved = announced.querySet !== version.querySet || announced.identity !== version.identity;
    if (modifications.length === 0 && !moved && this.owedTs <= version.ts) return;
    this.version = { ...announced, ts: ts > version.ts ? ts : version.ts };
    this.options.send({
      type: "Transition",
      startVersion: encodeVersion(version),
      endVersion: encodeVersion(this.version),
      modifications,
    });
  }
}

function mutationAnswer(result: FunctionResult, deployment: LocalDeployment): MutationAnswer {
  const { logLines } = result;
  if (result.status === "success")
    return { success: true, result: result.value, ts: encodeTs(deployment.backend.lastCommitTs), logLines };
  return { success: false, result: result.errorMessage, errorData: result.errorData, logLines };
}
