"use client";

import { platformAuthenticatorIsAvailable } from "@simplewebauthn/browser";
import { useEffect, useId, useState } from "react";
import * as messages from "@/lib/messages/passkeys";
import controls from "../../ui/controls.module.css";
import { keepForAccount, keptForAccount } from "./kept-for-account";
import { AddPasskey } from "./add-passkey";
import styles from "./next-time.module.css";

const WHAT = "next-time";

/**
 * Asks, after a sign-in by link, whether the user wants to sign in with a passkey on this device in future. The
 * question covers no button. It is shown in each browser until the user answers, and only on devices that support
 * passkeys, which only the browser can check.
 */
export function NextTime({ userId }: { userId: string }) {
  const [isOpen, setIsOpen] = useState(false);
  const heading = useId();
  useEffect(() => {
    if (keptForAccount(userId, WHAT) !== null) return;
    void platformAuthenticatorIsAvailable().then(setIsOpen);
  }, [userId]);

  function close() {
    keepForAccount(userId, WHAT, "asked");
    setIsOpen(false);
  }

  if (!isOpen) return null;
  return (
    <aside className={styles.sheet} aria-labelledby={heading}>
      <div>
        <h2 id={heading}>{messages.USE_THIS_DEVICE}</h2>
        <p>{messages.WHY_USE_IT}</p>
      </div>
      <div className={styles.buttons}>
        <AddPasskey onAdded={close} />
        <button type="button" className={controls.small} onClick={close}>
          {messages.NOT_NOW}
        </button>
      </div>
    </aside>
  );
}
