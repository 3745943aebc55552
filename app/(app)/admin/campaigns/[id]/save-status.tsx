import type { SaveState } from "./autosave";
import styles from "./campaign.module.css";

const WORDS = { saved: "Saved", saving: "Saving…", retrying: "Not saved, trying again" };

/** Screen readers announce it too, politely. */
export function SaveStatus({ state }: { state: SaveState }) {
  return (
    <span className={styles.saveStatus} data-kind={state.kind} role="status">
      {state.kind === "refused" ? `Not saved: ${state.why}` : WORDS[state.kind]}
    </span>
  );
}
