import type { Metadata } from "next";
import controls from "../ui/controls.module.css";
import styles from "./page.module.css";

export const metadata: Metadata = { title: "Not found" };

/** In the frame of the signed-in part, so that its navigation is there. */
export default function NotFound() {
  return (
    <div className={`${styles.card} ${styles.failed}`}>
      <h1>There is nothing here</h1>
      <p>The address may be mistyped, or what was here has been removed.</p>
      <a className={controls.button} href="/dashboard">
        Go to the dashboard
      </a>
    </div>
  );
}
