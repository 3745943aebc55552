"use client";

import type { ReactNode } from "react";
import * as messages from "@/lib/messages/errors";
import controls from "./controls.module.css";
import { Entrance, Heading } from "./entrance";
import { digestOf, Reference } from "./reference";
import { useFocus } from "./use-focus";

export type FailureProps = { error: unknown; retry: () => void; children?: ReactNode };

/** Shown for unexpected errors, in the frame of the public pages. `children` can offer another way to continue. */
export function Failure({ error, retry, children }: FailureProps) {
  return (
    <Entrance>
      <Heading title={messages.FAILED} focus={useFocus()}>
        {messages.DATA_IS_SAFE}
      </Heading>
      <button className={controls.button} onClick={() => retry()}>
        {messages.TRY_AGAIN}
      </button>
      {children}
      <Reference id={digestOf(error)} />
    </Entrance>
  );
}
