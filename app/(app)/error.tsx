"use client";

import * as errors from "@/lib/messages/errors";
import * as messages from "@/lib/messages/shell";
import controls from "../ui/controls.module.css";
import { digestOf, Reference } from "../ui/reference";
import { useFocus } from "../ui/use-focus";
import styles from "./page.module.css";
import { useRetry } from "./use-retry";

/** Replaces a page that failed. The frame around it still works. */
export default function AppError({ error, retry }: { error: unknown; retry: () => void }) {
  const heading = useFocus<HTMLHeadingElement>();
  const tryAgain = useRetry(error, retry);
  return (
    <div className={`${styles.card} ${styles.failed}`} role="alert">
      <h1 ref={heading} tabIndex={-1}>
        {messages.NOT_LOADED.title}
      </h1>
      <p>{messages.NOT_LOADED.text}</p>
      <button className={controls.button} onClick={tryAgain}>
        {errors.TRY_AGAIN}
      </button>
      <Reference id={digestOf(error)} />
    </div>
  );
}
