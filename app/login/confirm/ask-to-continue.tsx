import { ENGLISH, type Flags, LINK_MESSAGES, type Message, waitInWords } from "@latchkey/login-links/http";
import { getBrand } from "@/lib/server/brand";
import type { OwnLink } from "@/lib/link-view";
import * as messages from "@/lib/messages/confirm-link";
import { ROLE_LABELS } from "@/lib/messages/roles";
import controls from "../../ui/controls.module.css";
import { Heading } from "../../ui/heading";
import { Notice } from "../../ui/notice";
import { ElsewhereForm } from "./code-elsewhere";
import styles from "./confirm.module.css";
import { ContinueForm } from "./continue-form";

const TEXTS = ENGLISH.confirm;

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
      {problem ? <Notice message={withWait(LINK_MESSAGES[problem], waitSeconds)} isBad /> : null}
      <dl className={styles.account}>
        <dt>{view.viewer === "other" ? TEXTS.willBe : TEXTS.account}</dt>
        <dd>{email}</dd>
      </dl>
      {/* Without this notice, a person could open somebody else's link and continue in that account without
          noticing. */}
      {askedFor === null ? null : <Notice message={TEXTS.anotherAddress({ asked: askedFor, email })} />}
      {view.viewer === "other" ? <Notice message={TEXTS.somebodyElse(view.viewerEmail)} /> : null}
      <ContinueForm shown={shown} />
      {view.codeElsewhere ? <ElsewhereForm /> : null}
      {view.viewer === "other" ? (
        <a className={controls.quiet} href="/dashboard">
          {TEXTS.stay}
        </a>
      ) : (
        <p className={controls.hint}>{TEXTS.notYou}</p>
      )}
    </>
  );
}

function titleOf({ purpose, name }: OwnLink): string {
  return purpose === "invite" ? messages.invited(name) : TEXTS.title({ name });
}

function reasonOf({ purpose, invitedBy, about, grantsRole }: OwnLink): string {
  const { name } = getBrand();
  if (invitedBy && grantsRole) return messages.invitesAs(invitedBy, name, ROLE_LABELS[grantsRole]);
  if (invitedBy && about) return messages.invitesAbout(invitedBy, name, about);
  if (invitedBy) return messages.invites(invitedBy, name);
  return purpose === "sign-in" ? messages.SIGNS_IN_HERE : TEXTS.reason(name);
}

function withWait({ title, text }: Message, waitSeconds: number | null): Message {
  return {
    title,
    text: waitSeconds === null ? text : messages.linkStillWorks(waitInWords(waitSeconds)),
  };
}
