"use client";

import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import * as messages from "@/lib/messages/admin";
import styles from "./selection-bar.module.css";
import type { Selection } from "./use-selection";

/** A bar with actions on the selected rows. It stays visible while the list scrolls. */
export function SelectionBar<Id extends string>({
  selection,
  children,
}: {
  selection: Selection<Id>;
  children: ReactNode;
}) {
  const { ids, isAll, toggleAll, clear } = selection;
  return (
    <>
      <p role="status" className={styles.announced}>
        {ids.length === 0 ? "" : messages.selected(ids.length)}
      </p>
      {ids.length === 0 ? null : (
        <div role="group" aria-label={messages.SELECTION} className={styles.bar}>
          <strong>{messages.selected(ids.length)}</strong>
          <div className={styles.actions}>
            {children}
            {isAll ? null : (
              <Button variant="subtle" size="compact-md" onClick={toggleAll}>
                {messages.SELECT_ALL_SHOWN}
              </Button>
            )}
            <Button variant="subtle" color="gray" size="compact-md" onClick={clear}>
              {messages.CLEAR_SELECTION}
            </Button>
          </div>
        </div>
      )}
    </>
  );
}
