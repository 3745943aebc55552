"use client";

import type { ReactNode } from "react";
import controls from "./controls.module.css";
import { Entrance, Heading } from "./entrance";
import { digestOf, Reference } from "./reference";
import { useFocus } from "./use-focus";

export type FailureProps = { error: unknown; retry: () => void; children?: ReactNode };

/** For errors that should never happen, in the frame of the public pages. `children` is another way on. */
export function Failure({ error, retry, children }: FailureProps) {
  return (
    <Entrance>
      <Heading title="That did not work" focus={useFocus()}>
        Something went wrong. Your data is safe.
      </Heading>
      <button className={controls.button} onClick={() => retry()}>
        Try again
      </button>
      {children}
      <Reference id={digestOf(error)} />
    </Entrance>
  );
}
