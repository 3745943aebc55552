import type { Metadata } from "next";
import * as messages from "@/lib/messages/errors";
import controls from "./ui/controls.module.css";
import { Entrance } from "./ui/entrance";
import { Heading } from "./ui/heading";

export const metadata: Metadata = { title: messages.NOT_FOUND };

export default function NotFound() {
  return (
    <Entrance>
      <Heading title={messages.NOT_FOUND}>{messages.MISTYPED_OR_MOVED}</Heading>
      <a className={controls.button} href="/">
        {messages.GO_HOME}
      </a>
    </Entrance>
  );
}
