"use client";

import { APP_NAME } from "@/lib/app-name";
import "./tokens.css";
import "./base.css";
import { Failure, type FailureProps } from "./ui/failure";

/** Stands in for the root layout when that is what failed, so it brings its own html. */
export default function GlobalError(props: FailureProps) {
  return (
    <html lang="en">
      <body>
        <title>{`That did not work · ${APP_NAME}`}</title>
        <Failure {...props} />
      </body>
    </html>
  );
}
