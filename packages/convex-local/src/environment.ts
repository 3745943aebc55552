import { checkEnvironmentChanges, type EnvironmentChange } from "./push/rules/environment";
import type { EnvironmentStore } from "./types";

/** The deployment's environment variables, with the limits of the real backend. */
export class Environment implements EnvironmentStore {
  private variables = new Map<string, string>();
  private readonly listeners: (() => void)[] = [];

  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  list(): { name: string; value: string }[] {
    return Array.from(this.variables, ([name, value]) => ({ name, value })).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    );
  }

  get(name: string): string | undefined {
    return this.variables.get(name);
  }

  update(changes: EnvironmentChange[]): void {
    checkEnvironmentChanges(this.variables.keys(), changes);
    const next = new Map(this.variables);
    for (const { name, value } of changes)
      if (value === null) next.delete(name);
      else next.set(name, value);
    this.replace(next);
    for (const listener of this.listeners) listener();
  }

  /** Sets the variables of a snapshot, without checks or notifications. */
  replace(variables: Iterable<[string, string]>): void {
    this.variables = new Map(variables);
  }
}
