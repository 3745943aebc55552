import { checkEnvironmentChanges } from "../src/push/rules/environment";
import type { ActivePush, LogEntry, PushTarget } from "../src/types";

/** A deployment that only records the changes that the CLI's endpoints make to it. */
export class MemoryTarget implements PushTarget {
  readonly urls = { cloud: "http://127.0.0.1:3210", site: "http://127.0.0.1:3211" };
  readonly adminKey = "self|key";
  current: ActivePush | null = null;
  activations = 0;
  documents: { table: string; doc: Record<string, unknown> }[] = [];
  violation: Awaited<ReturnType<PushTarget["findSchemaViolation"]>> = null;
  entries: LogEntry[] = [];
  private readonly variables = new Map<string, string>();

  readonly environment: PushTarget["environment"] = {
    list: () => [...this.variables].map(([name, value]) => ({ name, value })),
    get: (name) => this.variables.get(name),
    update: (changes) => {
      checkEnvironmentChanges(this.variables.keys(), changes);
      for (const { name, value } of changes)
        if (value === null) this.variables.delete(name);
        else this.variables.set(name, value);
    },
  };

  readonly logs: PushTarget["logs"] = {
    after: (cursor) => {
      const entries = this.entries.filter((entry) => entry.at > cursor);
      return Promise.resolve({ entries, cursor: entries.at(-1)?.at ?? cursor });
    },
  };

  activate(push: ActivePush): Promise<void> {
    this.current = push;
    this.activations += 1;
    return Promise.resolve();
  }

  findSchemaViolation(): ReturnType<PushTarget["findSchemaViolation"]> {
    return Promise.resolve(this.violation);
  }

  countDocuments(componentPath: string): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { table } of componentPath === "" ? this.documents : [])
      counts[table] = (counts[table] ?? 0) + 1;
    return counts;
  }

  tableDocuments(): MemoryTarget["documents"] {
    return this.documents;
  }

  call(): never {
    throw new Error("No endpoint of the CLI's calls a function.");
  }
}
