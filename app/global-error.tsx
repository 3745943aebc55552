"use client";

import "./tokens.css";
import "./base.css";
import { Failure, type FailureProps } from "./ui/failure";

/** Stands in for the root layout when that is what failed, so it brings its own html. */
export default function GlobalError(props: FailureProps) {
  return (
    <html lang="en">
      <body>
        <title>That did not work · Latchkey</title>
        <Failure {...props} />
      </body>
    </html>
  );
}
