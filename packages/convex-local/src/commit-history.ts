import type { Change } from "./table-indexes";

/** A transaction's place among the commits. The transaction does not see commits that came after it began. */
export interface Snapshot {
  readonly position: number;
}

export interface PastCommit {
  changes: Change[];
  /** The function that made the commit, as `component/path:function`; undefined for the deployment's own writes. */
  source: string | undefined;
}

/** The commits since the start of the oldest open transaction. Older ones are dropped. */
export class CommitHistory {
  private commits: PastCommit[] = [];
  private forgotten = 0;
  /** The snapshots of the open transactions, oldest first. */
  private readonly open = new Set<Snapshot>();

  begin(): Snapshot {
    const snapshot = { position: this.forgotten + this.commits.length };
    this.open.add(snapshot);
    return snapshot;
  }

  add(commit: PastCommit): void {
    this.commits.push(commit);
  }

  since({ position }: Snapshot): PastCommit[] {
    return this.commits.slice(position - this.forgotten);
  }

  end(snapshot: Snapshot): void {
    this.open.delete(snapshot);
    const [oldest] = this.open;
    const needed = oldest?.position ?? this.forgotten + this.commits.length;
    this.commits.splice(0, needed - this.forgotten);
    this.forgotten = needed;
  }
}
