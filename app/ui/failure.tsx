"use client";

import type { ReactNode } from "react";
import * as messages from "@/lib/messages/errors";
import controls from "./controls.module.css";
import frame from "./entrance.module.css";
import { Heading } from "./heading";
import { digestOf, Reference } from "./reference";
import { useFocus } from "./use-focus";
import wordmark from "./wordmark.module.css";

export type FailureProps = { error: unknown; retry: () => void; children?: ReactNode };

/**
 * Shown for unexpected errors, in the frame of the public pages. `children` can offer another way to continue. It is
 * drawn in the browser, where the name is in a style of the page.
 */
export function Failure({ error, retry, children }: FailureProps) {
  return (
    <div className={frame.page}>
      <header className={wordmark.name} />
      <main className={frame.card}>
        <Heading title={messages.FAILED} focus={useFocus()}>
          {messages.DATA_IS_SAFE}
        </Heading>
        <button className={controls.button} onClick={() => retry()}>
          {messages.TRY_AGAIN}
        </button>
        {children}
        <Reference id={digestOf(error)} />
      </main>
    </div>
  );
}
