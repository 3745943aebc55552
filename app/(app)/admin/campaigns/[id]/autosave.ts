export type SaveState =
  | { kind: "saved" }
  | { kind: "saving" }
  /** The text is not saved. Saving will be tried again. */
  | { kind: "retrying" }
  /** The text is not saved, and another try would fail until the user changes something. */
  | { kind: "rejected"; why: string };

export type AutosaveOptions<Draft> = {
  save: (patch: Partial<Draft>) => Promise<unknown>;
  /** The message if the server has rejected the text for good; null if another try may succeed. */
  rejectionOf: (error: unknown) => string | null;
  /** Receives everything that is unsaved, whenever that changes; null if everything is saved. */
  keep: (unsaved: Partial<Draft> | null) => void;
};

/** In ms after the last keystroke. */
const PAUSE = 600;
/** A save that takes longer than this is shown as not working, because the connection may be gone. */
const SLOW_AFTER_MS = 5_000;
const MAX_RETRY_WAIT = 30_000;

/**
 * Saves text soon after it was typed, one call at a time. If a call fails, its text is saved again later, together with
 * newer text.
 */
export class Autosave<Draft extends object> {
  #state: SaveState = { kind: "saved" };
  #pending: Partial<Draft> = {};
  /** The text that the running call is saving. */
  #sent: Partial<Draft> = {};
  #running: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  readonly #listeners = new Set<() => void>();

  constructor(private readonly options: AutosaveOptions<Draft>) {}

  get state(): SaveState {
    return this.#state;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  change(patch: Partial<Draft>): void {
    this.#pending = { ...this.#pending, ...patch };
    this.#keep();
    if (this.#state.kind !== "retrying") this.#set({ kind: "saving" });
    this.#later(PAUSE);
  }

  /** Discards the typed text of these fields, and notifies the listeners. */
  forget(fields: (keyof Draft)[]): void {
    for (const field of fields) delete this.#pending[field];
    this.#keep();
    if (Object.keys(this.#pending).length > 0 || this.#running) return this.#set(this.#state);
    clearTimeout(this.#timer);
    this.#set({ kind: "saved" });
  }

  /** Saves all unsaved text immediately. Resolves when the text is saved, or when this attempt has failed. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#running ??= this.#run().finally(() => (this.#running = null));
    return this.#running;
  }

  async #run(): Promise<void> {
    while (Object.keys(this.#pending).length > 0) {
      this.#sent = this.#pending;
      this.#pending = {};
      const error = await this.#try(this.#sent);
      if (error) this.#pending = { ...this.#sent, ...this.#pending };
      this.#sent = {};
      this.#keep();
      if (error) return this.#failed(error.cause);
    }
    this.#set({ kind: "saved" });
  }

  async #try(patch: Partial<Draft>): Promise<{ cause: unknown } | null> {
    if (this.#failures === 0) this.#set({ kind: "saving" });
    const slow = setTimeout(() => this.#set({ kind: "retrying" }), SLOW_AFTER_MS);
    try {
      await this.options.save(patch);
      this.#failures = 0;
      return null;
    } catch (cause) {
      return { cause };
    } finally {
      clearTimeout(slow);
    }
  }

  #keep(): void {
    const unsaved = { ...this.#sent, ...this.#pending };
    this.options.keep(Object.keys(unsaved).length > 0 ? unsaved : null);
  }

  #failed(error: unknown): void {
    const why = this.options.rejectionOf(error);
    if (why !== null) return this.#set({ kind: "rejected", why });
    this.#set({ kind: "retrying" });
    this.#later(Math.min(MAX_RETRY_WAIT, 1_000 * 2 ** this.#failures++));
  }

  #later(wait: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), wait);
  }

  #set(state: SaveState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
