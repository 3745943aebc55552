import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { convexToJson, jsonToConvex, type JSONValue } from "convex/values";
import type { Commit } from "./backend";
import type { Doc } from "./convex-test-internals";
import type { LocalDeployment } from "./deployment";
import type { Environment } from "./environment";
import type { Receipt } from "./execution";
import { Journal } from "./journal";
import { encodeTs } from "./sync/protocol";
import type { Sessions } from "./sync/sessions";
import type { ActivePush } from "./types";
import { writeAtomically } from "./write-atomically";

type Variables = [name: string, value: string][];
type StoredReceipt = Receipt & { result: unknown; ts: string };

interface Entry {
  sequence: number;
  ts: string;
  documents?: [componentPath: string, id: string, doc: JSONValue | null][];
  receipt?: StoredReceipt;
  environment?: Variables;
  /** All documents from before this entry were deleted. */
  cleared?: true;
}
interface StoredComponent {
  nextDocId: number;
  lastCreationTime: number;
  documents: JSONValue[];
}
interface Snapshot {
  sequence: number;
  ts: string;
  environment: Variables;
  components: Record<string, StoredComponent>;
  receipts: StoredReceipt[];
}

const FILES = { snapshot: "snapshot.json", journal: "journal.jsonl", push: "push.json" };
const MIN_JOURNAL_BYTES = 8 * 1024 * 1024;
const KEPT_RECEIPTS = 500;

/** The folder of the stored files' bytes; their rows are documents. */
export const filesIn = (stateDir: string): string => path.join(stateDir, "files");

/** Removes documents, files, environment and code. The admin key stays, so that the key in `.env.local` remains valid. */
export function forgetState(stateDir: string): void {
  for (const file of Object.values(FILES)) rmSync(path.join(stateDir, file), { force: true });
  rmSync(filesIn(stateDir), { recursive: true, force: true });
}

/**
 * Keeps a deployment's state over restarts: a snapshot, and a journal of every commit since. A commit is written to the
 * journal before it is reported, so a reported commit is not lost if the process is killed.
 */
export class Persistence {
  private readonly journal: Journal<Entry>;
  private sequence = 0;
  private snapshotBytes = 0;
  private receipts: StoredReceipt[] = [];
  private restoring = true;
  private compacting: NodeJS.Immediate | undefined;

  constructor(
    private readonly stateDir: string,
    private readonly deployment: LocalDeployment,
    private readonly environment: Environment,
    private readonly sessions: Sessions,
  ) {
    mkdirSync(stateDir, { recursive: true });
    this.journal = new Journal(this.file("journal"));
    deployment.backend.onCommit((commit) => this.recordCommit(commit));
    deployment.onActivate((push) => this.savePush(push));
    deployment.onClear(() => this.append({ cleared: true }));
    environment.onChange(() => this.append({ environment: this.variables() }));
  }

  /** Restores the state, including the code. */
  async restore(): Promise<void> {
    const snapshot = this.readSnapshot();
    const entries = this.journal.read().filter(({ sequence }) => sequence > (snapshot?.sequence ?? 0));
    this.restoreDocuments(snapshot, entries);
    this.environment.replace(
      entries.findLast((entry) => entry.environment)?.environment ?? snapshot?.environment ?? [],
    );
    this.restoreReceipts([...(snapshot?.receipts ?? []), ...entries.flatMap(({ receipt }) => receipt ?? [])]);
    this.sequence = entries.at(-1)?.sequence ?? snapshot?.sequence ?? 0;
    // The next timestamp must not be before one that clients have received, nor before the clock, because clients wait
    // until the deployment has reached a timestamp.
    const lastTs = BigInt(entries.at(-1)?.ts ?? snapshot?.ts ?? 0);
    const now = BigInt(Date.now()) * 1_000_000n;
    this.deployment.backend.lastCommitTs = lastTs > now ? lastTs : now;
    if (this.journal.bytes > 0) this.compact();
    await this.restorePush();
    this.restoring = false;
  }

  close(): void {
    clearImmediate(this.compacting);
    if (this.journal.bytes > 0) this.compact();
    this.journal.close();
  }

  private file(kind: keyof typeof FILES): string {
    return path.join(this.stateDir, FILES[kind]);
  }

  private variables(): Variables {
    return this.environment.list().map(({ name, value }) => [name, value]);
  }

  private recordCommit({ ts, changes, execution }: Commit): void {
    const receipt = execution?.call.receipt;
    this.append({
      documents: changes.map(({ componentPath, id, after }) => [
        componentPath,
        id,
        after && convexToJson(after),
      ]),
      ...(receipt && {
        receipt: this.keepReceipt({ ...receipt, result: execution.result, ts: encodeTs(ts) }),
      }),
    });
  }

  private append(entry: Omit<Entry, "sequence" | "ts">): void {
    const ts = String(this.deployment.backend.lastCommitTs);
    try {
      this.journal.append({ sequence: ++this.sequence, ts, ...entry });
    } catch (error) {
      // The change is already in memory. If the process continued, it would answer with data that the next start does
      // not have.
      process.stderr.write(`The state cannot be written to ${this.stateDir}: ${(error as Error).message}\n`);
      process.exit(1);
    }
    if (this.journal.bytes > Math.max(MIN_JOURNAL_BYTES, this.snapshotBytes))
      this.compacting ??= setImmediate(() => this.deployment.guard.exempt(() => this.compact()));
  }

  private keepReceipt(receipt: StoredReceipt): StoredReceipt {
    this.receipts.push(receipt);
    if (this.receipts.length > 2 * KEPT_RECEIPTS) this.receipts = this.receipts.slice(-KEPT_RECEIPTS);
    return receipt;
  }

  /** Writes everything into a new snapshot, and empties the journal. */
  private compact(): void {
    this.compacting = undefined;
    const content = JSON.stringify(this.snapshot());
    writeAtomically(this.file("snapshot"), content);
    this.snapshotBytes = content.length;
    this.journal.clear();
  }

  private snapshot(): Snapshot {
    const { backend } = this.deployment;
    const components = backend.componentPaths.map((componentPath): [string, StoredComponent] => {
      const { _documents, _nextDocId, _lastCreationTime } = backend.database(componentPath);
      const documents = Object.values(_documents).map((doc) => convexToJson(doc));
      return [componentPath, { nextDocId: _nextDocId, lastCreationTime: _lastCreationTime, documents }];
    });
    return {
      sequence: this.sequence,
      ts: String(backend.lastCommitTs),
      environment: this.variables(),
      components: Object.fromEntries(components),
      receipts: this.receipts.slice(-KEPT_RECEIPTS),
    };
  }

  private readSnapshot(): Snapshot | undefined {
    if (!existsSync(this.file("snapshot"))) return undefined;
    const text = readFileSync(this.file("snapshot"), "utf8");
    this.snapshotBytes = text.length;
    return JSON.parse(text) as Snapshot;
  }

  private restoreDocuments(snapshot: Snapshot | undefined, entries: Entry[]): void {
    const components = new Map<string, Map<string, Doc>>();
    const documentsOf = (componentPath: string) => {
      const documents = components.get(componentPath) ?? new Map<string, Doc>();
      components.set(componentPath, documents);
      return documents;
    };
    for (const [componentPath, { documents }] of Object.entries(snapshot?.components ?? {}))
      for (const json of documents) put(documentsOf(componentPath), json);
    for (const { documents, cleared } of entries) {
      if (cleared) components.clear();
      for (const [componentPath, id, json] of documents ?? [])
        if (json === null) documentsOf(componentPath).delete(id);
        else put(documentsOf(componentPath), json);
    }
    for (const [componentPath, documents] of components)
      this.load(componentPath, documents, snapshot?.components[componentPath]);
  }

  private load(
    componentPath: string,
    documents: Map<string, Doc>,
    stored: StoredComponent | undefined,
  ): void {
    let nextDocId = stored?.nextDocId ?? 10_000;
    let lastCreationTime = stored?.lastCreationTime ?? 0;
    for (const { _id, _creationTime } of documents.values()) {
      nextDocId = Math.max(nextDocId, parseInt(_id, 10) + 1);
      lastCreationTime = Math.max(lastCreationTime, _creationTime);
    }
    this.deployment.backend.load(componentPath, {
      _documents: Object.fromEntries(documents),
      _nextDocId: nextDocId,
      _lastCreationTime: lastCreationTime,
    });
  }

  private restoreReceipts(receipts: StoredReceipt[]): void {
    this.receipts = receipts;
    for (const { sessionId, sessionRequestId, result, ts } of receipts)
      this.sessions.restore({ sessionId, sessionRequestId }, { success: true, result, ts, logLines: [] });
  }

  private savePush(push: ActivePush): void {
    if (!this.restoring) writeAtomically(this.file("push"), JSON.stringify(push));
  }

  private async restorePush(): Promise<void> {
    if (!existsSync(this.file("push"))) return;
    await this.deployment.activate(JSON.parse(readFileSync(this.file("push"), "utf8")) as ActivePush);
  }
}

function put(documents: Map<string, Doc>, json: JSONValue): void {
  const doc = jsonToConvex(json) as Doc;
  documents.set(doc._id, doc);
}
