"use client";

import * as common from "@/lib/messages/common";
import controls from "./ui/controls.module.css";
import { Failure, type FailureProps } from "./ui/failure";

export default function ErrorPage(props: FailureProps) {
  return (
    <Failure {...props}>
      <a className={controls.quiet} href="/">
        {common.GO_HOME}
      </a>
    </Failure>
  );
}
