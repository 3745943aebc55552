export type SaveState =
  | { kind: "saved" }
  | { kind: "saving" }
  /** Not saved, and tried again. */
  | { kind: "retrying" }
  /** Not saved, and trying again would not help before something is changed. */
  | { kind: "refused"; why: string };

export type AutosaveOptions<Draft> = {
  save: (patch: Partial<Draft>) => Promise<unknown>;
  /** What to tell when the server refused for good; null when it is worth trying again. */
  refusalOf: (error: unknown) => string | null;
  /** Is given all that is not saved yet, whenever that changes; null when all is saved. */
  keep: (unsaved: Partial<Draft> | null) => void;
};

/** After the last keystroke, in ms. */
const PAUSE = 600;
/** A save that takes longer than this is told as one that has not worked yet: the connection may be gone. */
const PATIENCE = 5_000;
const MAX_RETRY_WAIT = 30_000;

/**
 * Saves what is typed, soon after it was typed, one call at a time. What could not be saved is kept and tried again with
 * what was typed since.
 */
export class Autosave<Draft extends object> {
  #state: SaveState = { kind: "saved" };
  #pending: Partial<Draft> = {};
  /** What the call that is under way would save. */
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

  /** Gives up what was typed into these fields, and tells the listeners. */
  forget(fields: (keyof Draft)[]): void {
    for (const field of fields) delete this.#pending[field];
    this.#keep();
    if (Object.keys(this.#pending).length > 0 || this.#running) return this.#set(this.#state);
    clearTimeout(this.#timer);
    this.#set({ kind: "saved" });
  }

  /** Saves at once what is not saved yet. Settles when that is done, or has failed for now. */
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
    const slow = setTimeout(() => this.#set({ kind: "retrying" }), PATIENCE);
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
    const why = this.options.refusalOf(error);
    if (why !== null) return this.#set({ kind: "refused", why });
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
