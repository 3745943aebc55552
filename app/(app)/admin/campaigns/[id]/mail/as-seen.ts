const DARK_ONLY = /@media\s*\(\s*prefers-color-scheme\s*:\s*dark\s*\)/gi;

/**
 * The mail as a reader with light or dark colours sees it, whatever this browser prefers. Its links open nothing: the
 * frame that shows it may open no window.
 */
export function asSeen(html: string, isDark: boolean): string {
  const schemed = html.replace(DARK_ONLY, isDark ? "@media all" : "@media not all");
  return schemed.replace(/<head[^>]*>/i, (head) => `${head}<base target="_blank">`);
}
