import type { ReactNode } from "react";
import styles from "./dialog.module.css";

/** The buttons of a dialog, and why it failed. They stay in sight however high the dialog is, and however small the window. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>;
}
