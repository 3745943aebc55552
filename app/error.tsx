"use client";

import controls from "./ui/controls.module.css";
import { Entrance, Heading } from "./ui/entrance";
import { digestOf, Reference } from "./ui/reference";
import { useFocus } from "./ui/use-focus";

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <Entrance>
      <Heading title="That did not work" focus={useFocus()}>
        Something went wrong on our side. Nothing of yours is lost.
      </Heading>
      <button className={controls.button} onClick={() => retry()}>
        Try again
      </button>
      <a className={controls.quiet} href="/">
        Go to the start
      </a>
      <Reference id={digestOf(error)} />
    </Entrance>
  );
}
