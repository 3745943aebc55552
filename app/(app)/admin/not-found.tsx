import type { Metadata } from "next";
import controls from "../../ui/controls.module.css";
import styles from "../page.module.css";

export const metadata: Metadata = { title: "Not found" };

/** Below the tabs of the admin pages. */
export default function AdminNotFound() {
  return (
    <div className={`${styles.card} ${styles.failed}`}>
      <h1>There is nothing here</h1>
      <p>The address may be mistyped, or what was here has been deleted.</p>
      <a className={controls.button} href="/admin/campaigns">
        All campaigns
      </a>
    </div>
  );
}
