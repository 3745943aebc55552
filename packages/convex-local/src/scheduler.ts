import { clearTimeout, setTimeout } from "node:timers";
import type { Value } from "convex/values";
import { SCHEDULED } from "./conflicts";
import type { Doc } from "./convex-test-internals";
import type { LocalDeployment } from "./deployment";
import type { Call } from "./execution";
import { jobTarget } from "./syscalls";
import { convexToJson } from "convex/values";

const JOBS = "_scheduled_functions";
/**
 * How many jobs run at once on Convex's Starter plan and on a self-hosted deployment:
 * SCHEDULED_JOB_EXECUTION_PARALLELISM.
 */
export const DEFAULT_JOB_SLOTS = 8;
/** Node runs a timer with a longer delay immediately. */
const MAX_TIMER_MS = 2 ** 31 - 1;

interface Job {
  componentPath: string;
  id: string;
  dueAt: number;
}

/**
 * Runs scheduled functions from the rows that transactions committed. A mutation's row is marked as done in the
 * mutation's own transaction, so a mutation runs exactly once, whenever the process ends. An action that a restart
 * interrupted runs again (Convex would give it up). Nothing else runs twice.
 */
export class Scheduler {
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly armed = new Map<string, Job>();
  private readonly due: Job[] = [];
  private running = 0;
  private started = false;

  /** @param slots A job holds one of them until it ends, a mutation also while it waits to be run again. */
  constructor(
    private readonly deployment: LocalDeployment,
    private readonly slots = DEFAULT_JOB_SLOTS,
  ) {
    deployment.backend.onCommit(({ changes }) => {
      for (const { componentPath, table, id, after } of changes)
        if (this.started && table === JOBS) this.follow(componentPath, id, after);
    });
  }

  /** Starts, and continues jobs that an earlier process left open. */
  start(): void {
    this.started = true;
    for (const componentPath of this.deployment.backend.componentPaths)
      for (const { table, doc } of this.deployment.tableDocuments(componentPath))
        if (table === JOBS) this.takeUp(componentPath, doc);
    this.deployment.onActivate(() => this.startDue());
  }

  stop(): void {
    this.started = false;
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
    this.armed.clear();
    this.due.length = 0;
  }

  /** After the clock was moved: runs jobs that are due now, and postpones those that no longer are. */
  rearm(): void {
    const jobs = [...this.armed.values()].sort((a, b) => a.dueAt - b.dueAt);
    for (const job of jobs) this.arm(job);
  }

  private takeUp(componentPath: string, doc: Doc): void {
    const kind = stateOf(doc);
    if (kind === "pending" || kind === "inProgress")
      this.arm({ componentPath, id: doc._id, dueAt: dueTime(doc) });
  }

  private follow(componentPath: string, id: string, doc: Doc | null): void {
    if (doc && stateOf(doc) === "pending") this.arm({ componentPath, id, dueAt: dueTime(doc) });
    else this.disarm(componentPath, id);
  }

  private arm(job: Job): void {
    const key = `${job.componentPath}/${job.id}`;
    clearTimeout(this.timers.get(key));
    const wait = Math.min(Math.max(0, job.dueAt - Date.now()), MAX_TIMER_MS);
    this.armed.set(key, job);
    this.timers.set(
      key,
      setTimeout(() => this.ring(key, job), wait),
    );
  }

  private disarm(componentPath: string, id: string): void {
    const key = `${componentPath}/${id}`;
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
    this.armed.delete(key);
  }

  private ring(key: string, job: Job): void {
    this.timers.delete(key);
    this.armed.delete(key);
    if (job.dueAt > Date.now() + 1) return this.arm(job);
    this.enqueue(job);
    this.startDue();
  }

  /** Jobs that wait for a slot start in the order of their due times, across components. */
  private enqueue(job: Job): void {
    const later = this.due.findLastIndex(({ dueAt }) => dueAt <= job.dueAt) + 1;
    this.due.splice(later, 0, job);
  }

  private startDue(): void {
    // Before the first push, there is no code to run.
    while (this.started && this.deployment.current && this.running < this.slots && this.due.length > 0) {
      this.running += 1;
      void this.run(this.due.shift()!).finally(() => {
        this.running -= 1;
        this.startDue();
      });
    }
  }

  private async run(job: Job): Promise<void> {
    const { backend } = this.deployment;
    const doc = backend.database(job.componentPath)._documents[job.id];
    if (!doc || !isOpen(doc)) return;
    const { componentPath, udfPath } = jobTarget(doc.name as string, job.componentPath);
    const args = (doc.args as Value[]).map((value) => convexToJson(value));
    const type = this.deployment.functionType(udfPath, componentPath);
    if (type === "Mutation") await this.runMutation(job, udfPath, args, componentPath);
    else await this.runAction(job, udfPath, args, componentPath);
  }

  private async runMutation(job: Job, path: string, args: unknown[], componentPath: string): Promise<void> {
    let open = true;
    const call: Partial<Call> = {
      opening: () => {
        open = this.isStillOpen(job);
        if (!open) throw new Error(`The scheduled function ${path} was canceled.`);
      },
      closing: () => this.mark(job, "success"),
    };
    const result = await this.deployment.call(
      "mutation",
      path,
      args,
      { kind: "admin" },
      { componentPath, call, retry: SCHEDULED },
    );
    if (result.status === "error" && open) await this.markNow(job, "failed");
  }

  private async runAction(job: Job, path: string, args: unknown[], componentPath: string): Promise<void> {
    if (!(await this.markNow(job, "inProgress"))) return;
    const result = await this.deployment.call("any", path, args, { kind: "admin" }, { componentPath });
    await this.markNow(job, result.status === "success" ? "success" : "failed");
  }

  private isStillOpen({ componentPath, id }: Job): boolean {
    const doc = this.deployment.backend.database(componentPath).get(JOBS, id);
    return doc !== null && isOpen(doc);
  }

  /** Changes the job's state in the open transaction. */
  private mark({ componentPath, id }: Job, kind: string): void {
    const completed = kind === "inProgress" ? {} : { completedTime: Date.now() };
    this.deployment.backend.database(componentPath).patch(JOBS, id, { state: { kind }, ...completed });
  }

  /** Changes the job's state in a separate transaction. False if the job was cancelled meanwhile. */
  private markNow(job: Job, kind: string): Promise<boolean> {
    return this.deployment.backend.transaction(job.componentPath, () => {
      if (!this.isStillOpen(job)) return false;
      this.mark(job, kind);
      return true;
    });
  }
}

function stateOf(doc: Doc): string {
  return (doc.state as { kind: string }).kind;
}

function isOpen(doc: Doc): boolean {
  return stateOf(doc) === "pending" || stateOf(doc) === "inProgress";
}

function dueTime(doc: Doc): number {
  return doc.scheduledTime as number;
}
