/** Hands a text to the browser as a file. It is put together outside of the page's own memory, chunk by chunk. */
export async function saveAs(name: string, chunks: AsyncIterable<string>): Promise<void> {
  const parts: Blob[] = [];
  let open: string[] = [];
  for await (const chunk of chunks) {
    if (open.push(chunk) >= 1_000) {
      parts.push(new Blob(open));
      open = [];
    }
  }
  const file = new Blob([...parts, ...open], { type: "text/csv;charset=utf-8" });
  const url = URL.createObjectURL(file);
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  // The browser has taken it by then, and Safari needs a moment.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
