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
  accent: "#8f621a",
  onAccent: "#ffffff",
};

const dark: typeof light = {
  bg: "#14120f",
  surface: "#1d1a16",
  sunken: "#14120f",
  text: "#f3efe8",
  muted: "#a89f93",
  border: "#332e27",
  accent: "#e0b565",
  onAccent: "#1c1405",
};

export const font =
  "'Geist', -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";
export const monospace = "'Geist Mono', ui-monospace, SFMono-Regular, Menlo, Consolas, monospace";

export const stylesheet = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
body { background-color: ${light.bg}; }
@media (prefers-color-scheme: dark) {
  body, .bg { background-color: ${dark.bg} !important; }
  .surface { background-color: ${dark.surface} !important; border-color: ${dark.border} !important; }
  .sunken { background-color: ${dark.sunken} !important; border-color: ${dark.border} !important; }
  .text { color: ${dark.text} !important; }
  .muted { color: ${dark.muted} !important; }
  .accent { color: ${dark.accent} !important; }
  .button { background-color: ${dark.accent} !important; color: ${dark.onAccent} !important; }
  .rule { border-color: ${dark.border} !important; }
}
@media (max-width: 480px) {
  .surface > tbody > tr > td { padding: 28px 22px !important; }
  .code { font-size: 28px !important; letter-spacing: 5px !important; }
}
`;
