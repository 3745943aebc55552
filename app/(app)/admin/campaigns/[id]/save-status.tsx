import type { SaveState } from "./autosave";
import styles from "./campaign.module.css";

const LABELS = { saved: "Saved", saving: "Saving…", retrying: "Not saved, trying again" };

/** Screen readers announce it too, politely. */
export function SaveStatus({ state }: { state: SaveState }) {
  return (
    <span className={styles.saveStatus} data-kind={state.kind} role="status">
      {state.kind === "rejected" ? `Not saved: ${state.why}` : LABELS[state.kind]}
    </span>
  );
}
