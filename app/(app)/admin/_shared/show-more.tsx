import { Button } from "@mantine/core";
import { SHOW_MORE } from "@/lib/messages/admin";
import styles from "./admin.module.css";
import type { Pages } from "./use-pages";

export function ShowMore({ pages }: { pages: Pages<unknown> }) {
  if (!pages.hasMore) return null;
  return (
    <div className={styles.more}>
      <Button variant="default" loading={pages.isLoadingMore || pages.isStale} onClick={pages.loadMore}>
        {SHOW_MORE}
      </Button>
    </div>
  );
}
