import controls from "../ui/controls.module.css";
import styles from "./page.module.css";

/**
 * An address that no page has, or a record that is gone: said inside the frame of the signed-in part, with a way on. It is
 * rendered and not thrown with `notFound()`, because Next.js answers that with a page that only a script can fill.
 */
export function NothingHere({ href, children }: { href: string; children: string }) {
  return (
    <div className={`${styles.card} ${styles.failed}`}>
      <h1>There is nothing here</h1>
      <p>The address may be mistyped, or what was here has been deleted.</p>
      <a className={controls.button} href={href}>
        {children}
      </a>
    </div>
  );
}
