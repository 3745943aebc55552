import { notifications } from "@mantine/notifications";
import { rowsSoFar } from "@/lib/messages/admin";

/** Shows the progress of a long export in a corner of the page. A short export ends before anything is shown. */
export function createExportProgress(title: string): { tell: (rows: number) => void; end: () => void } {
  let id: string | null = null;
  return {
    tell(rows) {
      const said = { title, message: rowsSoFar(rows), loading: true, autoClose: false };
      if (id === null) id = notifications.show({ ...said, withCloseButton: false });
      else notifications.update({ ...said, id });
    },
    end() {
      if (id !== null) notifications.hide(id);
    },
  };
}
