/** The types that the parts of the local deployment share. */

/** One bundled file, as the Convex CLI pushes it. `path` is relative to `convex/`, with forward slashes. */
export interface PushedModule {
  path: string;
  source: string;
  sourceMap?: string | null;
  environment: "isolate" | "node";
}

export interface PushedComponent {
  definitionPath: string;
  definition: PushedModule;
  dependencies: string[];
  schema: PushedModule | null;
  functions: PushedModule[];
  udfServerVersion: string;
}

/** The body of `POST /api/deploy2/start_push`. */
export interface StartPushRequest {
  adminKey: string;
  dryRun: boolean;
  functions: string;
  nodeDependencies: { name: string; version: string }[];
  forCodegen?: boolean;
  appDefinition: {
    definition: PushedModule | null;
    dependencies: string[];
    schema: PushedModule | null;
    changedModules: PushedModule[];
    unchangedModuleHashes: { path: string; environment: string; sha256: string }[];
    udfServerVersion: string;
  };
  componentDefinitions: PushedComponent[];
}

export type FunctionKind = "query" | "mutation" | "action" | "httpAction";

export type FunctionType = "Query" | "Mutation" | "Action";

export interface AnalyzedFunction {
  name: string;
  pos: null;
  udfType: FunctionType;
  visibility: { kind: "public" | "internal" } | null;
  /** Validators as the JSON strings that the functions export. */
  args: string;
  returns: string;
}

export interface CronSpec {
  identifier: string;
  spec: { name: string; args: unknown[]; schedule: CronSchedule };
}

export type CronSchedule =
  | { type: "interval"; seconds: number }
  | { type: "interval"; minutes: number }
  | { type: "interval"; hours: number }
  | { type: "hourly"; minuteUTC: number }
  | { type: "daily"; hourUTC: number; minuteUTC: number }
  | { type: "weekly"; dayOfWeek: string; hourUTC: number; minuteUTC: number }
  | { type: "monthly"; day: number; hourUTC: number; minuteUTC: number }
  | { type: "cron"; cron: string };

export interface AnalyzedModule {
  functions: AnalyzedFunction[];
  httpRoutes: { route: { path: string; method: string }; pos: null }[] | null;
  cronSpecs: CronSpec[] | null;
  sourceMapped: null;
}

export interface SchemaJson {
  tables: {
    tableName: string;
    indexes: { indexDescriptor: string; fields: string[] }[];
    documentType: unknown;
  }[];
  schemaValidation: boolean;
}

/** The analysis of one definition (the app's is `""`) after its code was loaded once. */
export interface DefinitionAnalysis {
  definition: Record<string, unknown>;
  schema: SchemaJson | null;
  functions: Record<string, AnalyzedModule>;
  udfConfig: unknown;
}

/** The tree of mounted components. `componentPath` of the app is `""`, of a child `parent/name`. */
export interface MountedComponent {
  definitionPath: string;
  componentPath: string;
  args: Record<string, unknown>;
  childComponents: Record<string, MountedComponent>;
  httpRoutes: { httpModuleRoutes: { path: string; method: string }[] | null; mounts: string[] };
  exports: Record<string, unknown>;
}

export type AuthProvider =
  | { applicationID: string; domain: string }
  | {
      type: "customJwt";
      applicationID: string | null;
      issuer: string;
      jwks: string;
      algorithm: "RS256" | "ES256";
    };

/** A push that passed every check, ready to be served. */
export interface ActivePush {
  modules: PushedModule[];
  schema: PushedModule | null;
  components: PushedComponent[];
  app: MountedComponent;
  analysis: Record<string, DefinitionAnalysis>;
  appAuth: AuthProvider[];
}

/** One line of the deployment's log, in the format of `npx convex logs`. */
export interface LogEntry {
  at: number;
  componentPath: string;
  udfType: FunctionType | "HttpAction";
  identifier: string;
  requestId: string;
  logLines: string[];
  error: string | null;
  executionTimeMs: number;
}

/** The result of a function call, over HTTP and over the socket. Values are Convex JSON. */
export type FunctionResult =
  | { status: "success"; value: unknown; logLines: string[] }
  | { status: "error"; errorMessage: string; errorData?: unknown; logLines: string[] };

/**
 * The caller: nobody, a user with a verified JWT, or the holder of the admin key (who may call internal functions).
 * `refusal` says why an Authorization header does not identify anybody: HTTP actions may use the header for their own
 * tokens.
 */
export type Caller =
  | { kind: "anonymous"; refusal?: Error }
  | { kind: "user"; identity: Record<string, unknown> }
  | { kind: "admin"; identity?: Record<string, unknown> };

export interface RequestMetadata {
  ip: string | null;
  userAgent: string | null;
}

/**
 * The part of the deployment (deployment.ts) that the CLI's endpoints (push/) use. `activate` replaces the code at
 * once, and running calls finish on the old code.
 */
export interface PushTarget {
  readonly urls: { cloud: string; site: string };
  readonly adminKey: string;
  readonly current: ActivePush | null;
  readonly environment: EnvironmentStore;
  activate(push: ActivePush): Promise<void>;
  /** The first document that does not fit a schema, or null. Called before activation. */
  findSchemaViolation(
    push: ActivePush,
  ): Promise<{ componentPath: string; tableName: string; error: string } | null>;
  /** How many documents each table of a component has. */
  countDocuments(componentPath: string): Record<string, number>;
  /** Every document of a component, oldest first; values as functions see them. */
  tableDocuments(componentPath: string): Iterable<{ table: string; doc: Record<string, unknown> }>;
  call(
    kind: "query" | "mutation" | "action" | "any",
    path: string,
    args: unknown,
    caller: Caller,
    options?: { componentPath?: string; metadata?: RequestMetadata },
  ): Promise<FunctionResult>;
  readonly logs: LogReader;
}

export interface LogReader {
  /** Entries after `cursor` (ms). Waits up to `timeoutMs` for the first one. */
  after(cursor: number, timeoutMs: number): Promise<{ entries: LogEntry[]; cursor: number }>;
}

/** The deployment's environment variables, which the snapshot keeps over restarts. */
export interface EnvironmentStore {
  list(): { name: string; value: string }[];
  get(name: string): string | undefined;
  /** Applies all changes or none. Throws PushError if a name or value is refused. `null` removes a variable. */
  update(changes: { name: string; value: string | null }[]): void;
}

/** A refusal, with the real backend's code and a message that says what to change. */
export class PushError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
    this.name = "PushError";
  }
}
