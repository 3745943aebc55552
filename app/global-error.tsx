"use client";

import { LANGUAGE } from "@/lib/messages/language";
import * as messages from "@/lib/messages/errors";
import "./tokens.css";
import "./base.css";
import { Failure, type FailureProps } from "./ui/failure";

/** Replaces the root layout when the layout itself failed, so it has its own html element. */
export default function GlobalError(props: FailureProps) {
  return (
    <html lang={LANGUAGE}>
      <body>
        <title>{messages.FAILED}</title>
        <Failure {...props} />
      </body>
    </html>
  );
}
