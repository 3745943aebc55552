import { failureOf } from "@/lib/failure";
import { CHOOSE_TEXT } from "@/lib/messages/campaign-draft";
import { Autosave, type SaveState } from "./autosave";

/** The text that was typed into one field of a draft. */
export type Typed<Value> = {
  value: Value;
  /** The newest version of the field that its author has seen. */
  seen: number;
  /** `conflicting`: somebody else has saved another text meanwhile, and the author has not chosen between the two. */
  state: "unsaved" | "saved" | "conflicting";
};
export type TypedFields<Draft> = { readonly [Field in keyof Draft]?: Typed<Draft[Field]> };
export type Versions<Draft> = Partial<Record<keyof Draft, number>>;

/** What a tab keeps of the draft until it is saved. */
export type KeptDraft<Draft> = { draft: Partial<Draft>; seen: Versions<Draft> };

export type SharedDraftOptions<Draft> = {
  /**
   * Saves the fields and returns their current versions. Throws `changed`, with the field, if the author has not seen
   * the newest version of a field.
   */
  save: (draft: Partial<Draft>, seen: Versions<Draft>) => Promise<Versions<Draft>>;
  /** Receives everything that is unsaved; null if everything is saved. */
  keep: (unsaved: KeptDraft<Draft> | null) => void;
};

const CHOOSE: SaveState = { kind: "rejected", why: CHOOSE_TEXT };

/**
 * The typed text of a draft that others may edit at the same time. A field without typed text shows the server's text.
 * A save never overwrites a version that the author has not seen: if somebody else has saved first, both texts are kept
 * until the author chooses one.
 */
export class SharedDraft<Draft extends object> {
  #typed: TypedFields<Draft> = {};
  readonly #autosave: Autosave<Draft>;
  readonly #listeners = new Set<() => void>();

  constructor(private readonly options: SharedDraftOptions<Draft>) {
    this.#autosave = new Autosave<Draft>({
      save: (patch) => this.#save(patch),
      rejectionOf: (error) => failureOf(error)?.message ?? null,
      keep: () => this.#keep(),
    });
    this.#autosave.subscribe(() => this.#tell());
  }

  get typed(): TypedFields<Draft> {
    return this.#typed;
  }

  get saveState(): SaveState {
    return this.#fields("conflicting").length > 0 ? CHOOSE : this.#autosave.state;
  }

  /** Calls the listener after every change of `typed` and `saveState`. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  flush = (): Promise<void> => this.#autosave.flush();

  /** Records typed text and saves it soon. `live` are the versions that the page currently shows. */
  change(patch: Partial<Draft>, live: Versions<Draft>): void {
    for (const field of keysOf(patch)) {
      const before = this.#typed[field];
      const isNew = before === undefined || before.state === "saved";
      const seen = isNew ? Math.max(live[field] ?? 0, before?.seen ?? 0) : before.seen;
      const state = before?.state === "conflicting" ? "conflicting" : "unsaved";
      this.#set(field, { value: patch[field] as Draft[typeof field], seen, state });
    }
    this.#autosave.change(patch);
  }

  /** Continues with text that an earlier page in this tab could not save. */
  restore({ draft, seen }: KeptDraft<Draft>): void {
    this.change(draft, seen);
  }

  /** Saves this page's text over the other text, which the author has now seen. */
  keepMine<Field extends keyof Draft>(field: Field, live: Versions<Draft>): void {
    const typed = this.#typed[field];
    if (typed?.state !== "conflicting") return;
    this.#set(field, { ...typed, seen: live[field] ?? 0, state: "unsaved" });
    this.#autosave.change({ [field]: typed.value } as unknown as Partial<Draft>);
    void this.flush();
  }

  takeTheirs(field: keyof Draft): void {
    this.#forget([field]);
  }

  /** Discards everything that is unsaved. */
  discard(): void {
    this.#forget(keysOf(this.#typed));
  }

  async #save(patch: Partial<Draft>): Promise<void> {
    for (;;) {
      const fields = keysOf(patch).filter((field) => this.#typed[field]?.state === "unsaved");
      if (fields.length === 0) return;
      const draft = pick<Partial<Draft>>(patch, fields);
      const error = await this.#saveFields(draft, fields);
      if (error === null) return;
      const conflicting = fields.find((field) => field === conflictingField(error.cause));
      if (conflicting === undefined) throw error.cause;
      this.#mark(conflicting, "conflicting");
    }
  }

  async #saveFields(draft: Partial<Draft>, fields: (keyof Draft)[]): Promise<{ cause: unknown } | null> {
    const seen = Object.fromEntries(fields.map((field) => [field, this.#typed[field]?.seen ?? 0]));
    try {
      const versions = await this.options.save(draft, seen as Versions<Draft>);
      for (const field of fields) this.#saved(field, draft[field], versions[field] ?? 0);
      return null;
    } catch (cause) {
      return { cause };
    }
  }

  /**
   * Records that `value` was saved as `version`. Text that was typed during the save still has to be saved, based on
   * this version.
   */
  #saved<Field extends keyof Draft>(field: Field, value: Draft[Field] | undefined, version: number): void {
    const typed = this.#typed[field];
    if (!typed) return;
    const state = typed.value === value ? "saved" : typed.state;
    this.#set(field, { ...typed, seen: version, state });
  }

  #mark<Field extends keyof Draft>(field: Field, state: Typed<unknown>["state"]): void {
    const typed = this.#typed[field];
    if (typed) this.#set(field, { ...typed, state });
  }

  #set<Field extends keyof Draft>(field: Field, typed: Typed<Draft[Field]>): void {
    this.#typed = { ...this.#typed, [field]: typed };
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  #forget(fields: (keyof Draft)[]): void {
    this.#typed = pick<TypedFields<Draft>>(
      this.#typed,
      keysOf(this.#typed).filter((field) => !fields.includes(field)),
    );
    this.#autosave.forget(fields);
  }

  #fields(...states: Typed<unknown>["state"][]): (keyof Draft)[] {
    return keysOf(this.#typed).filter((field) => states.includes(this.#typed[field]?.state ?? "saved"));
  }

  #keep(): void {
    const fields = this.#fields("unsaved", "conflicting");
    const of = <Value>(read: (typed: Typed<unknown> | undefined) => Value) =>
      Object.fromEntries(fields.map((field) => [field, read(this.#typed[field])]));
    const draft = of((typed) => typed?.value) as Partial<Draft>;
    const seen = of((typed) => typed?.seen) as Versions<Draft>;
    this.options.keep(fields.length > 0 ? { draft, seen } : null);
  }
}

function conflictingField(error: unknown): string | undefined {
  const failure = failureOf(error);
  return failure?.code === "changed" ? failure.field : undefined;
}

const keysOf = <T extends object>(object: T) => Object.keys(object) as (keyof T)[];

function pick<T extends object>(object: T, fields: (keyof T)[]): T {
  return Object.fromEntries(fields.map((field) => [field, object[field]])) as T;
}
