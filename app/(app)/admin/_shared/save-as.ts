import { createExportProgress } from "./export-progress";

const AT_ONCE = 1_000;

/**
 * Downloads rows of text as a file. The rows are collected in Blobs, because browsers can keep those outside the page's
 * own memory.
 */
export async function saveAs(name: string, rows: AsyncIterable<string>): Promise<void> {
  const progress = createExportProgress(name);
  const parts: Blob[] = [];
  let open: string[] = [];
  try {
    for await (const row of rows) {
      if (open.push(row) < AT_ONCE) continue;
      parts.push(new Blob(open));
      open = [];
      progress.tell(parts.length * AT_ONCE);
    }
  } finally {
    progress.end();
  }
  download(name, new Blob([...parts, ...open], { type: "text/csv;charset=utf-8" }));
}

export function download(name: string, file: Blob): void {
  const url = URL.createObjectURL(file);
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
  // The URL has to stay valid until the browser has read the file. Safari starts to read only some time after the
  // click.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
