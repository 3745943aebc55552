import controls from "../ui/controls.module.css";
import styles from "./page.module.css";

type NothingHereProps = {
  href: string;
  children: string;
  /** `h2` where the layout has a heading of its own. */
  heading?: "h1" | "h2";
};

/**
 * An address that no page has, or a record that is gone: said inside the frame of the signed-in part, with a way on. It is
 * rendered and not thrown with `notFound()`, because Next.js answers that with a page that only a script can fill.
 */
export function NothingHere({ href, children, heading: Heading = "h1" }: NothingHereProps) {
  return (
    <div className={`${styles.card} ${styles.failed}`}>
      <Heading>There is nothing here</Heading>
      <p>The address may be mistyped, or what was here has been deleted.</p>
      <a className={controls.button} href={href}>
        {children}
      </a>
    </div>
  );
}
