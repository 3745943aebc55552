import { ENGLISH, type Flags, LINK_MESSAGES, type Problem } from "@latchkey/login-links/http";
import type { OwnLink } from "@/lib/link-view";
import * as common from "@/lib/messages/common";
import * as messages from "@/lib/messages/confirm-link";
import controls from "../../ui/controls.module.css";
import { Heading } from "../../ui/heading";
import { Notice } from "../../ui/notice";
import { Code } from "./code-elsewhere";
import styles from "./confirm.module.css";

type Props = { view: OwnLink; shown: string; refusal: Problem | null; problem: Flags["problem"] };

/**
 * For a link that confirms the identity in a session that already exists. In the browser of that session, a button uses
 * up the link. Any other browser only shows the code, which has to be typed where it was requested.
 */
export function ConfirmSession({ view, shown, refusal, problem }: Props) {
  const { isHere, code } = view.confirms ?? { isHere: false, code: null };
  if (refusal) return <Over reason={refusal} />;
  if (!isHere) return <TypeElsewhere code={code} />;
  return (
    <>
      <Heading title={messages.CONFIRM_IT_IS_YOU}>{messages.PAGE_CONTINUES}</Heading>
      {problem ? <Notice message={LINK_MESSAGES[problem]} isBad /> : null}
      <dl className={styles.account}>
        <dt>{ENGLISH.confirm.account}</dt>
        <dd>{view.viewerEmail}</dd>
      </dl>
      <form className={controls.form} method="post" action="/confirm/callback">
        <input type="hidden" name="link" value={shown} />
        <button className={controls.button}>{messages.CONFIRM}</button>
      </form>
      <p className={controls.hint}>{messages.DID_NOT_ASK}</p>
    </>
  );
}

function TypeElsewhere({ code }: { code: string | null }) {
  return (
    <>
      <Heading title={messages.TYPE_CODE_WHERE_ASKED}>{messages.CODE_DOES_NOT_SIGN_IN}</Heading>
      <Code>{code}</Code>
      <p className={controls.hint}>{messages.DO_NOT_SHARE_CODE}</p>
    </>
  );
}

function Over({ reason }: { reason: Problem }) {
  return (
    <>
      <Heading title={LINK_MESSAGES[reason].title}>{messages.ASK_FOR_ANOTHER_EMAIL}</Heading>
      <a className={controls.quiet} href="/dashboard">
        {common.GO_TO_DASHBOARD}
      </a>
    </>
  );
}
