/** Notifies listeners that something on the pages has changed. */
export class Changes {
  private readonly listeners = new Set<() => void>();

  /** @returns a function that removes the listener */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  changed(): void {
    for (const listener of this.listeners) listener();
  }
}
