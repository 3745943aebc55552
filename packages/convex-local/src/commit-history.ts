import type { Change } from "./table-indexes";

/** One transaction's place among the commits: those that came after it began are not in what it was begun on. */
export interface Snapshot {
  readonly position: number;
}

export interface PastCommit {
  changes: Change[];
  /** The function that made it, as `component/path:function`; undefined for the deployment's own writes. */
  source: string | undefined;
}

/** What was committed since the oldest transaction began that is still open, and nothing older. */
export class CommitHistory {
  private commits: PastCommit[] = [];
  private forgotten = 0;
  /** Oldest first. */
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
