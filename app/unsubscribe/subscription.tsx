import type { FunctionReturnType } from "convex/server";
import type { api } from "@/convex/_generated/api";
import controls from "../ui/controls.module.css";
import { Heading } from "../ui/entrance";
import { Notice } from "../ui/notice";
import type { SignedLink } from "./signed-link";

export type SubscriptionView = NonNullable<FunctionReturnType<typeof api.unsubscribes.peek>>;

export type SubscriptionProps = {
  view: SubscriptionView;
  link: SignedLink;
  /** The action that led here. */
  done: "unsubscribed" | "undone" | null;
  isUnreachable: boolean;
};

/** The state for the link's address, and the button that changes it. */
export function Subscription({ isUnreachable, ...rest }: SubscriptionProps) {
  return (
    <>
      {rest.view.isSuppressed ? <Unsubscribed {...rest} /> : <Subscribed {...rest} />}
      {isUnreachable ? (
        <Notice
          words={{
            title: "We could not reach the server",
            text: "Nothing has changed. Try again in a moment.",
          }}
          isBad
        />
      ) : null}
    </>
  );
}

type PartProps = Omit<SubscriptionProps, "isUnreachable">;

function Subscribed({ view: { maskedEmail }, link, done }: PartProps) {
  return (
    <>
      <Heading title={done === "undone" ? "You are back on the list" : "Unsubscribe?"}>
        {done === "undone" ? (
          <>
            <strong>{maskedEmail}</strong> can get our invitations again.
          </>
        ) : (
          <>
            <strong>{maskedEmail}</strong> will get no more invitations from us.
          </>
        )}
      </Heading>
      <form className={controls.form} method="post" action="/unsubscribe/change">
        <Link {...link} />
        <button className={done === "undone" ? controls.quiet : controls.button}>Unsubscribe</button>
      </form>
      {done === "undone" ? null : (
        <p className={controls.hint}>Nothing has happened yet. Close this page to stay on the list.</p>
      )}
    </>
  );
}

function Unsubscribed({ view: { maskedEmail, canUndo }, link, done }: PartProps) {
  return (
    <>
      <Heading title={done === "unsubscribed" ? "Done: you are unsubscribed" : "You are unsubscribed"}>
        <strong>{maskedEmail}</strong> gets no more invitations from us. Links that you ask for yourself, to
        sign in, still come.
      </Heading>
      {canUndo ? (
        <>
          <hr className={controls.divider} />
          <p className={controls.hint}>Was that a mistake?</p>
          <form className={controls.form} method="post" action="/unsubscribe/change">
            <input type="hidden" name="do" value="undo" />
            <Link {...link} />
            <button className={controls.quiet}>Undo</button>
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
