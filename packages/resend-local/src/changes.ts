/** Tells whoever listens that something looks different now. */
export class Changes {
  private readonly listeners = new Set<() => void>();

  /** @returns what ends the listening */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  changed(): void {
    for (const listener of this.listeners) listener();
  }
}
