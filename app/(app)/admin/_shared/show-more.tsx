import { Button } from "@mantine/core";
import styles from "./admin.module.css";
import type { Pages } from "./use-pages";

export function ShowMore({ pages }: { pages: Pages<unknown> }) {
  if (!pages.hasMore) return null;
  return (
    <div className={styles.more}>
      <Button variant="default" loading={pages.isLoadingMore || pages.isStale} onClick={pages.loadMore}>
        Show more
      </Button>
    </div>
  );
}
