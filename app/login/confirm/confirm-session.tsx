import { type Flags, LINK_MESSAGES, type Problem } from "@latchkey/login-links/http";
import type { OwnLink } from "@/lib/link-view";
import controls from "../../ui/controls.module.css";
import { Heading } from "../../ui/entrance";
import { Notice } from "../../ui/notice";
import { Code } from "./code-elsewhere";
import styles from "./confirm.module.css";

type Props = { view: OwnLink; shown: string; refusal: Problem | null; problem: Flags["problem"] };

/**
 * A link that proves a session. In that session, a button spends it. Anywhere else nothing can be approved and nobody
 * is signed in: the page shows the code, to be typed where it was requested.
 */
export function ConfirmSession({ view, shown, refusal, problem }: Props) {
  const { isHere, code } = view.confirms ?? { isHere: false, code: null };
  if (refusal) return <Over reason={refusal} />;
  if (!isHere) return <TypeElsewhere code={code} />;
  return (
    <>
      <Heading title="Confirm it is you">Then the page that asked you continues automatically.</Heading>
      {problem ? <Notice words={LINK_MESSAGES[problem]} isBad /> : null}
      <dl className={styles.account}>
        <dt>Account</dt>
        <dd>{view.viewerEmail}</dd>
      </dl>
      <form className={controls.form} method="post" action="/confirm/callback">
        <input type="hidden" name="link" value={shown} />
        <button className={controls.button}>Confirm</button>
      </form>
      <p className={controls.hint}>
        If you did not ask for this, close this page and end your sessions under Settings.
      </p>
    </>
  );
}

function TypeElsewhere({ code }: { code: string | null }) {
  return (
    <>
      <Heading title="Type this code where you were asked">
        This link confirms that it is you, in the browser that asked for it. It does not sign you in here.
      </Heading>
      <Code>{code}</Code>
      <p className={controls.hint}>If no page asked you for it, do not give the code to anybody.</p>
    </>
  );
}

function Over({ reason }: { reason: Problem }) {
  return (
    <>
      <Heading title={LINK_MESSAGES[reason].title}>
        Go back to the page that asked you to confirm it is you. It can send another email.
      </Heading>
      <a className={controls.quiet} href="/dashboard">
        Go to the dashboard
      </a>
    </>
  );
}
