/** The messages of Convex's sync protocol (convex's src/browser/sync/protocol.ts) that are used here. */

export type ClientMessage =
  | { type: "Connect"; sessionId: string; maxObservedTimestamp?: string }
  | { type: "Authenticate"; tokenType: "None"; baseVersion: number }
  | { type: "Authenticate"; tokenType: "User"; value: string; baseVersion: number }
  | {
      type: "Authenticate";
      tokenType: "Admin";
      value: string;
      baseVersion: number;
      impersonating?: Record<string, unknown>;
    }
  | { type: "ModifyQuerySet"; baseVersion: number; newVersion: number; modifications: QueryModification[] }
  | FunctionMessage
  | { type: "Event" };

export type AuthenticateMessage = Extract<ClientMessage, { type: "Authenticate" }>;

export interface FunctionMessage {
  type: "Mutation" | "Action";
  requestId: number;
  udfPath: string;
  args: unknown[];
  componentPath?: string;
}

export interface AddQuery {
  type: "Add";
  queryId: number;
  udfPath: string;
  args: unknown[];
  journal?: string | null;
  componentPath?: string;
}
export type QueryModification = AddQuery | { type: "Remove"; queryId: number };

export interface StateVersion {
  querySet: number;
  identity: number;
  ts: bigint;
}

export type StateModification =
  | { type: "QueryUpdated"; queryId: number; value: unknown; logLines: string[]; journal: string | null }
  | {
      type: "QueryFailed";
      queryId: number;
      errorMessage: string;
      errorData?: unknown;
      logLines: string[];
      journal: string | null;
    }
  | { type: "QueryRemoved"; queryId: number };

export type MutationAnswer =
  | { success: true; result: unknown; ts: string; logLines: string[] }
  | { success: false; result: string; errorData?: unknown; logLines: string[] };

export type ServerMessage =
  | {
      type: "Transition";
      startVersion: Record<string, unknown>;
      endVersion: Record<string, unknown>;
      modifications: StateModification[];
    }
  | ({ type: "MutationResponse"; requestId: number } & MutationAnswer)
  | {
      type: "ActionResponse";
      requestId: number;
      success: boolean;
      result: unknown;
      errorData?: unknown;
      logLines: string[];
    }
  | { type: "AuthError"; error: string; baseVersion: number; authUpdateAttempted: boolean }
  | { type: "FatalError"; error: string }
  | { type: "Ping" };

/** Timestamps are sent as eight bytes in base64, the least significant byte first. */
export function encodeTs(ts: bigint): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(ts);
  return bytes.toString("base64");
}

export function encodeVersion(version: StateVersion): Record<string, unknown> {
  return { ...version, ts: encodeTs(version.ts) };
}
