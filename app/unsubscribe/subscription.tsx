import type { FunctionReturnType } from "convex/server";
import type { api } from "@/convex/_generated/api";
import * as common from "@/lib/messages/common";
import * as messages from "@/lib/messages/unsubscribe";
import controls from "../ui/controls.module.css";
import { Heading } from "../ui/heading";
import { Notice } from "../ui/notice";
import { Sentence } from "../ui/sentence";
import type { SignedLink } from "./signed-link";

export type SubscriptionView = NonNullable<FunctionReturnType<typeof api.unsubscribes.peek>>;

export type SubscriptionProps = {
  view: SubscriptionView;
  link: SignedLink;
  /** The action that led here. */
  done: "unsubscribed" | "undone" | null;
  isUnreachable: boolean;
};

/** Shows whether the address of the link is subscribed, and a button that changes this. */
export function Subscription({ isUnreachable, ...rest }: SubscriptionProps) {
  return (
    <>
      {rest.view.isSuppressed ? <Unsubscribed {...rest} /> : <Subscribed {...rest} />}
      {isUnreachable ? <Notice message={common.NOTHING_CHANGED} isBad /> : null}
    </>
  );
}

type PartProps = Omit<SubscriptionProps, "isUnreachable">;

function Subscribed({ view: { maskedEmail }, link, done }: PartProps) {
  const said = done === "undone" ? messages.getsThemAgain : messages.willGetNoMore;
  return (
    <>
      <Heading title={done === "undone" ? messages.TITLES.undone : messages.ASK}>
        <Sentence parts={said(<strong>{maskedEmail}</strong>)} />
      </Heading>
      <form className={controls.form} method="post" action="/unsubscribe/change">
        <Link {...link} />
        <button className={done === "undone" ? controls.quiet : controls.button}>
          {messages.UNSUBSCRIBE}
        </button>
      </form>
      {done === "undone" ? null : <p className={controls.hint}>{messages.NOTHING_YET}</p>}
    </>
  );
}

function Unsubscribed({ view: { maskedEmail, canUndo }, link, done }: PartProps) {
  return (
    <>
      <Heading title={done === "unsubscribed" ? messages.DONE : messages.TITLES.unsubscribed}>
        <Sentence parts={messages.getsNoMore(<strong>{maskedEmail}</strong>)} />
      </Heading>
      {canUndo ? (
        <>
          <hr className={controls.divider} />
          <p className={controls.hint}>{messages.MISTAKE}</p>
          <form className={controls.form} method="post" action="/unsubscribe/change">
            <input type="hidden" name="do" value="undo" />
            <Link {...link} />
            <button className={controls.quiet}>{messages.UNDO}</button>
          </form>
        </>
      ) : null}
    </>
  );
}

function Link({ recipient, signature }: SignedLink) {
  return (
    <>
      <input type="hidden" name="r" value={recipient} />
      <input type="hidden" name="s" value={signature} />
    </>
  );
}
