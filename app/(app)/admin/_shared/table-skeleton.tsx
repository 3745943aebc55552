import { Skeleton } from "@mantine/core";
import { loadingList } from "@/lib/messages/admin";
import styles from "./record-table.module.css";

const ROWS = 8;

/** A placeholder while rows load: as many lines as in a short list, each as high as a row. */
export function TableSkeleton({ label }: { label: string }) {
  return (
    <div className={styles.card} role="status" aria-label={loadingList(label)}>
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
