import type { LocalDeployment } from "../deployment";
import { answerSystemQuery } from "../push/system-queries";
import type { ReadSet } from "../read-set";
import type { Change } from "../table-indexes";
import type { Caller, FunctionResult } from "../types";
import type { AddQuery, QueryModification, StateModification } from "./protocol";

interface Subscription {
  query: AddQuery;
  stale: boolean;
  reads?: ReadSet;
  journal: string | null;
  /** The result that the client received last, as JSON. */
  told?: string;
}

/** The queries that one connection subscribes to. A query that a commit affects is stale until it has run again. */
export class QuerySet {
  private readonly subscriptions = new Map<number, Subscription>();
  private removed: StateModification[] = [];

  constructor(private readonly deployment: LocalDeployment) {}

  modify(modifications: QueryModification[]): void {
    for (const modification of modifications) {
      if (modification.type === "Add") this.add(modification);
      else if (this.subscriptions.delete(modification.queryId))
        this.removed.push({ type: "QueryRemoved", queryId: modification.queryId });
    }
  }

  private add(query: AddQuery): void {
    this.subscriptions.set(query.queryId, { query, stale: true, journal: query.journal ?? null });
  }

  /** Makes every query run again, because the identity, the code or the environment variables changed. */
  touchAll(): void {
    for (const subscription of this.subscriptions.values()) subscription.stale = true;
  }

  /** Marks the queries that the changes affect as stale. Returns whether any became stale. */
  touch(changes: Change[]): boolean {
    let touched = false;
    for (const subscription of this.subscriptions.values()) {
      if (subscription.stale || !changes.some((change) => subscription.reads?.touchedBy(change))) continue;
      subscription.stale = true;
      touched = true;
    }
    return touched;
  }

  get hasStale(): boolean {
    return [...this.subscriptions.values()].some(({ stale }) => stale);
  }

  /** Runs the stale queries and returns results that are new to the client. Call it on one snapshot. */
  async refresh(caller: Caller): Promise<StateModification[]> {
    const modifications = this.removed;
    this.removed = [];
    for (const [queryId, subscription] of [...this.subscriptions]) {
      if (!subscription.stale) continue;
      const modification = await this.run(queryId, subscription, caller);
      if (modification) modifications.push(modification);
    }
    return modifications;
  }

  private async run(
    queryId: number,
    subscription: Subscription,
    caller: Caller,
  ): Promise<StateModification | null> {
    subscription.stale = false;
    const result = await this.result(subscription, caller);
    const { journal } = subscription;
    const told = result.status === "success" ? JSON.stringify(result.value) : tellingPart(result);
    if (told === subscription.told) return null;
    subscription.told = told;
    const { logLines } = result;
    if (result.status === "success")
      return { type: "QueryUpdated", queryId, value: result.value, logLines, journal };
    const { errorMessage, errorData } = result;
    return { type: "QueryFailed", queryId, errorMessage, errorData, logLines, journal };
  }

  private async result(subscription: Subscription, caller: Caller): Promise<FunctionResult> {
    const { udfPath, args, componentPath } = subscription.query;
    if (udfPath.startsWith("_system/")) {
      const [values] = args as Record<string, unknown>[];
      return answerSystemQuery(this.deployment, caller, { path: udfPath, args: values, componentPath });
    }
    const options = { componentPath, journal: subscription.journal };
    const { result, reads } = await this.deployment.observe(udfPath, args, caller, options);
    Object.assign(subscription, { reads, journal: reads.journal });
    return result;
  }
}

/** The error as text without the request's id, which differs each time, so that equal errors can be recognised. */
function tellingPart({ errorMessage, errorData }: { errorMessage: string; errorData?: unknown }): string {
  return `error ${errorMessage.replace(/^\[Request ID: \w+\] /, "")} ${JSON.stringify(errorData)}`;
}
