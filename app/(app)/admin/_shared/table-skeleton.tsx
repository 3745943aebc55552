import { Skeleton } from "@mantine/core";
import styles from "./record-table.module.css";

const ROWS = 8;

/** Where rows will be: as many lines as a short list has, of the height that they have. */
export function TableSkeleton({ label }: { label: string }) {
  return (
    <div className={styles.card} role="status" aria-label={`${label}: loading`}>
      {Array.from({ length: ROWS }, (_, row) => (
        <div key={row} className={styles.coming}>
          <Skeleton height={12} width={`${38 - ((row * 7) % 15)}%`} />
          <Skeleton height={12} width="12%" />
          <Skeleton height={12} width="16%" />
        </div>
      ))}
    </div>
  );
}
