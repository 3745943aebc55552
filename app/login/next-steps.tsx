import { inboxOf, likelyAddress } from "@/lib/mail-hosts";
import * as messages from "@/lib/messages/sign-in";
import controls from "../ui/controls.module.css";
import { Sentence } from "../ui/sentence";

/** The way to the mailbox, if its address tells where it is, and the address that was probably meant. */
export function NextSteps({ email, next }: { email: string; next: string }) {
  const [inbox, likely] = [inboxOf(email), likelyAddress(email)];
  return (
    <>
      {likely === null ? null : (
        <form className={controls.form} method="post" action="/login/request">
          <input type="hidden" name="next" value={next} />
          <input type="hidden" name="email" value={likely} />
          <p>
            <Sentence parts={messages.didYouMean(<strong>{likely}</strong>)} />
          </p>
          <button className={controls.quiet}>{messages.SEND_TO_THAT_ADDRESS}</button>
        </form>
      )}
      {inbox === null ? null : (
        <a className={controls.quiet} href={inbox.url} target="_blank" rel="noopener noreferrer">
          {messages.openInbox(inbox.name)}
        </a>
      )}
    </>
  );
}
