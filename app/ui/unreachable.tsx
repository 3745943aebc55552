import { LINK_MESSAGES } from "@latchkey/login-links/http";
import * as errors from "@/lib/messages/errors";
import controls from "./controls.module.css";
import { Entrance } from "./entrance";
import { Heading } from "./heading";
import { Reference } from "./reference";
import { ReloadByItself } from "./reload-by-itself";

/** Shown if Convex does not answer. Loading the same address again works once Convex answers. */
export function Unreachable({ reference }: { reference: string | undefined }) {
  const { title, text } = LINK_MESSAGES.unreachable;
  return (
    <Entrance>
      <Heading title={title}>{text}</Heading>
      <a className={controls.button} href="">
        {errors.TRY_AGAIN}
      </a>
      <ReloadByItself />
      <Reference id={reference} />
    </Entrance>
  );
}
