import * as messages from "@/lib/messages/errors";
import controls from "../ui/controls.module.css";
import styles from "./page.module.css";

type NothingHereProps = {
  href: string;
  children: string;
  /** `h2` if the layout has its own heading. */
  heading?: "h1" | "h2";
};

/**
 * Shown inside the frame of the signed-in pages for an unknown address or a deleted record, with a link to another
 * page. It is rendered rather than thrown with `notFound()`, because Next's page for that error needs a script.
 */
export function NothingHere({ href, children, heading: Heading = "h1" }: NothingHereProps) {
  return (
    <div className={`${styles.card} ${styles.failed}`}>
      <Heading>{messages.NOT_FOUND}</Heading>
      <p>{messages.MISTYPED_OR_DELETED}</p>
      <a className={controls.button} href={href}>
        {children}
      </a>
    </div>
  );
}
