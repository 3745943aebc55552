import * as messages from "@/lib/messages/campaign-draft";
import type { SaveState } from "./autosave";
import styles from "./campaign.module.css";

const LABELS = { saved: messages.SAVED, saving: messages.SAVING, retrying: messages.RETRYING };

/** Shows whether the draft is saved. Screen readers announce each change without interrupting. */
export function SaveStatus({ state }: { state: SaveState }) {
  return (
    <span className={styles.saveStatus} data-kind={state.kind} role="status">
      {state.kind === "rejected" ? messages.notSaved(state.why) : LABELS[state.kind]}
    </span>
  );
}
