"use client";

import controls from "../ui/controls.module.css";
import { digestOf, Reference } from "../ui/reference";
import { useFocus } from "../ui/use-focus";
import styles from "./page.module.css";
import { useRetry } from "./use-retry";

/** A failed page, inside the frame that still works. */
export default function AppError({ error, retry }: { error: unknown; retry: () => void }) {
  const heading = useFocus<HTMLHeadingElement>();
  const tryAgain = useRetry(error, retry);
  return (
    <div className={`${styles.card} ${styles.failed}`} role="alert">
      <h1 ref={heading} tabIndex={-1}>
        This page could not be loaded
      </h1>
      <p>Something went wrong, or the connection was lost. Your data is safe.</p>
      <button className={controls.button} onClick={tryAgain}>
        Try again
      </button>
      <Reference id={digestOf(error)} />
    </div>
  );
}
