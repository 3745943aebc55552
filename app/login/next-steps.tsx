import { inboxOf, likelyAddress } from "@/lib/mail-hosts";
import controls from "../ui/controls.module.css";

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
            Did you mean <strong>{likely}</strong>?
          </p>
          <button className={controls.quiet}>Send it to that address</button>
        </form>
      )}
      {inbox === null ? null : (
        <a className={controls.quiet} href={inbox.url} target="_blank" rel="noopener noreferrer">
          Open {inbox.name}
        </a>
      )}
    </>
  );
}
