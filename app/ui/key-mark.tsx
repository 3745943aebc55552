import styles from "./wordmark.module.css";

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
