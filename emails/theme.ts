import { type Accent, DEFAULT_ACCENT, ON_ACCENT } from "../lib/brand/accent";

/**
 * The colours of app/tokens.css as values, because mail programs do not support custom properties. Light colours are
 * inline; programs that support `prefers-color-scheme` get the dark ones by class.
 */
export const light = {
  bg: "#fbfaf8",
  surface: "#ffffff",
  sunken: "#f4f1ec",
  text: "#1c1917",
  muted: "#6b645c",
  border: "#e7e2da",
  accent: DEFAULT_ACCENT.light,
  onAccent: ON_ACCENT.light,
};

export const dark: typeof light = {
  bg: "#14120f",
  surface: "#1d1a16",
  sunken: "#14120f",
  text: "#f3efe8",
  muted: "#a89f93",
  border: "#332e27",
  accent: DEFAULT_ACCENT.dark,
  onAccent: ON_ACCENT.dark,
};

export const font =
  "'Geist', -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";
export const monospace = "'Geist Mono', ui-monospace, SFMono-Regular, Menlo, Consolas, monospace";

export const stylesheetFor = (accent: Accent): string => `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
body { background-color: ${light.bg}; }
@media (prefers-color-scheme: dark) {
  body, .bg { background-color: ${dark.bg} !important; }
  .surface { background-color: ${dark.surface} !important; border-color: ${dark.border} !important; }
  .sunken { background-color: ${dark.sunken} !important; border-color: ${dark.border} !important; }
  .text { color: ${dark.text} !important; }
  .muted { color: ${dark.muted} !important; }
  .accent { color: ${accent.dark} !important; }
  .button { background-color: ${accent.dark} !important; color: ${dark.onAccent} !important; }
  .rule { border-color: ${dark.border} !important; }
  .logo-light { display: none !important; }
  .logo-dark { display: inline-block !important; }
}
@media (max-width: 480px) {
  .surface > tbody > tr > td { padding: 28px 22px !important; }
  .code { font-size: 28px !important; letter-spacing: 5px !important; }
}
`;
