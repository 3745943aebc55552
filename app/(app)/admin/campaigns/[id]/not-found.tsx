import type { Metadata } from "next";
import controls from "../../../../ui/controls.module.css";
import styles from "../../../page.module.css";

export const metadata: Metadata = { title: "Not found" };

export default function CampaignNotFound() {
  return (
    <div className={`${styles.card} ${styles.failed}`}>
      <h1>There is no such campaign</h1>
      <p>It may have been deleted, or the address is mistyped.</p>
      <a className={controls.button} href="/admin/campaigns">
        All campaigns
      </a>
    </div>
  );
}
