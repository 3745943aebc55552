"use client";

import * as messages from "@/lib/messages/passkeys";
import styles from "./add-passkey.module.css";
import { useAddPasskey } from "./use-passkeys";

/** `onAdded` is called after a passkey was added. */
export function AddPasskey({ onAdded }: { onAdded?: () => void }) {
  const { isAdding, add } = useAddPasskey();

  async function press() {
    if (!isAdding && (await add())) onAdded?.();
  }

  return (
    // The button is never disabled, because a disabled button would lose the keyboard focus.
    <button
      type="button"
      className={styles.add}
      aria-disabled={isAdding || undefined}
      onClick={() => void press()}
    >
      {isAdding ? messages.WAITING : messages.ADD}
    </button>
  );
}
