import { type Flags, LINK_MESSAGES, type Message, waitInWords } from "@latchkey/login-links/http";
import { APP_NAME } from "@/lib/app-name";
import type { OwnLink } from "@/lib/link-view";
import { ROLE_IN_WORDS } from "@/lib/roles";
import controls from "../../ui/controls.module.css";
import { Heading } from "../../ui/entrance";
import { Notice } from "../../ui/notice";
import { ElsewhereForm } from "./code-elsewhere";
import styles from "./confirm.module.css";
import { ContinueForm } from "./continue-form";

export function AskToContinue({
  view,
  shown,
  askedFor,
  problem,
  waitSeconds,
}: Pick<Flags, "problem" | "waitSeconds"> & {
  view: OwnLink;
  /** The link's fingerprint. */
  shown: string;
  /** The address that this browser requested a link for, if it is a different one. */
  askedFor: string | null;
}) {
  const email = view.email ?? view.maskedEmail;
  return (
    <>
      <Heading title={titleOf(view)}>{reasonOf(view)}</Heading>
      {problem ? <Notice words={withWait(LINK_MESSAGES[problem], waitSeconds)} isBad /> : null}
      <dl className={styles.account}>
        <dt>{view.viewer === "other" ? "You will be signed in as" : "Account"}</dt>
        <dd>{email}</dd>
      </dl>
      {askedFor === null ? null : <AnotherAddress askedFor={askedFor} email={email} />}
      {view.viewer === "other" ? <SomebodyElse viewerEmail={view.viewerEmail} /> : null}
      <ContinueForm shown={shown} />
      {view.codeElsewhere ? <ElsewhereForm /> : null}
      {view.viewer === "other" ? (
        <a className={controls.quiet} href="/dashboard">
          Stay signed in as I am
        </a>
      ) : (
        <p className={controls.hint}>Not you? Close this page: nothing has happened yet.</p>
      )}
    </>
  );
}

/** Otherwise a person who opens somebody else's link here would continue in that account without noticing. */
function AnotherAddress({ askedFor, email }: { askedFor: string; email: string }) {
  return (
    <Notice
      words={{
        title: "This link is for another address",
        text: `You asked for a link for ${askedFor}. This one signs you in as ${email}. Continue only if that is yours too.`,
      }}
    />
  );
}

function SomebodyElse({ viewerEmail }: { viewerEmail: string | null }) {
  const who = viewerEmail ?? "Somebody else";
  return (
    <Notice
      words={{
        title: "Somebody else is signed in here",
        text: `${who} is signed in in this browser. If you continue, that session ends here.`,
      }}
    />
  );
}

function titleOf({ purpose, name }: OwnLink): string {
  if (purpose === "invite") return name ? `${name}, you are invited` : "You are invited";
  return name ? `Hello ${name}` : "Almost there";
}

function reasonOf({ purpose, invitedBy, about, grantsRole }: OwnLink): string {
  if (invitedBy && grantsRole)
    return `${invitedBy} invites you to ${APP_NAME} as ${ROLE_IN_WORDS[grantsRole]}.`;
  if (invitedBy) return `${invitedBy} invites you to ${APP_NAME}${about ? `: “${about}”` : "."}`;
  if (purpose === "sign-in") return "Press the button to sign in on this device.";
  return `This link signs you in to ${APP_NAME}.`;
}

function withWait({ title, text }: Message, waitSeconds: number | null): Message {
  return {
    title,
    text: waitSeconds === null ? text : `Your link is still good. Try again ${waitInWords(waitSeconds)}.`,
  };
}
