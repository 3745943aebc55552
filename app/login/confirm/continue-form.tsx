import { ENGLISH } from "@latchkey/login-links/http";
import controls from "../../ui/controls.module.css";

/**
 * Submitting this form uses up the link. Loading the page does not, so a mail scanner cannot use the link up. `shown`
 * is the fingerprint of the link.
 */
export function ContinueForm({ shown, isQuiet, label = ENGLISH.confirm.continue }: ContinueFormProps) {
  return (
    <form className={controls.form} method="post" action="/login/callback">
      <input type="hidden" name="link" value={shown} />
      <button className={isQuiet ? controls.quiet : controls.button}>{label}</button>
    </form>
  );
}

export type ContinueFormProps = { shown: string; isQuiet?: boolean; label?: string };
