"use client";

import * as errors from "@/lib/messages/errors";
import controls from "./ui/controls.module.css";
import { Failure, type FailureProps } from "./ui/failure";

export default function ErrorPage(props: FailureProps) {
  return (
    <Failure {...props}>
      <a className={controls.quiet} href="/">
        {errors.GO_HOME}
      </a>
    </Failure>
  );
}
