import { APP_NAME } from "@/lib/app-name";
import styles from "./wordmark.module.css";

/** The name with its key. It is a plain link, so that it works even if the page's scripts have failed. */
export function Wordmark({ href = "/" }: { href?: string }) {
  return (
    <a className={styles.wordmark} href={href}>
      <KeyMark />
      {APP_NAME}
    </a>
  );
}

export function KeyMark({ size = 22 }: { size?: number }) {
  return (
    <svg
      className={styles.mark}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      aria-hidden="true"
    >
      <circle cx="7.5" cy="12" r="4.25" />
      <path d="M11.75 12H21.5M17 12v4M21.5 12v3" />
    </svg>
  );
}
