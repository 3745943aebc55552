"use client";

import { platformAuthenticatorIsAvailable } from "@simplewebauthn/browser";
import { useEffect, useId, useState } from "react";
import controls from "../../ui/controls.module.css";
import { keepForAccount, keptForAccount } from "./kept-for-account";
import { AddPasskey } from "./add-passkey";
import styles from "./next-time.module.css";

const WHAT = "next-time";

/**
 * Asked after a sign-in by link: whether this device should sign in with a passkey in future. It covers no button, and
 * is asked once in each browser, only on devices that support it, which the server cannot know.
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
        <h2 id={heading}>Use this device next time</h2>
        <p>Sign in with its fingerprint, face or PIN, without waiting for an email. A link still works.</p>
      </div>
      <div className={styles.buttons}>
        <AddPasskey onAdded={close} />
        <button type="button" className={controls.small} onClick={close}>
          Not now
        </button>
      </div>
    </aside>
  );
}
