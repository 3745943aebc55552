const DARK_ONLY = /@media\s*\(\s*prefers-color-scheme\s*:\s*dark\s*\)/gi;

/** The mail's HTML in light or dark mode, whatever this browser prefers. */
export const inScheme = (html: string, isDark: boolean): string =>
  html.replace(DARK_ONLY, `@media ${isDark ? "all" : "not all"}`);
