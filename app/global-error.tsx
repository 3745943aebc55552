"use client";

import "./tokens.css";
import "./base.css";
import controls from "./ui/controls.module.css";
import { Entrance, Heading } from "./ui/entrance";
import { digestOf, Reference } from "./ui/reference";
import { useFocus } from "./ui/use-focus";

/** Stands in for the root layout when that is what failed, so it brings its own html. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>That did not work · Latchkey</title>
        <Entrance>
          <Heading title="That did not work" focus={useFocus()}>
            Something went wrong on our side. Nothing of yours is lost.
          </Heading>
          <button className={controls.button} onClick={() => retry()}>
            Try again
          </button>
          <Reference id={digestOf(error)} />
        </Entrance>
      </body>
    </html>
  );
}
