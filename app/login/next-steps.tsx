import { inboxOf, likelyAddress } from "@/lib/mail-hosts";
import * as messages from "@/lib/messages/sign-in";
import controls from "../ui/controls.module.css";
import { Sentence } from "../ui/sentence";

/**
 * A link to the person's webmail, if the domain of the address is a known one. If the address looks mistyped, also a
 * form that sends the link to the likely address.
 */
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
