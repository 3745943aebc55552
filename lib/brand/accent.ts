/** The accent colour: the background of buttons, and the colour of links. */
import { contrast, mix } from "./color";

export type Scheme = "light" | "dark";
export type Accent = Record<Scheme, string>;

/** The accent of app/tokens.css and emails/theme.ts. */
export const DEFAULT_ACCENT: Accent = { light: "#8f621a", dark: "#e0b565" };
/** The text on a button. */
export const ON_ACCENT: Accent = { light: "#ffffff", dark: "#1c1405" };

/** The backgrounds of pages and mails that links are on: --bg, --surface and --sunken of app/tokens.css. */
const GROUNDS: Record<Scheme, readonly string[]> = {
  light: ["#fbfaf8", "#ffffff", "#f4f1ec"],
  dark: ["#14120f", "#1d1a16", "#181510"],
};
const SURFACE: Accent = { light: "#ffffff", dark: "#1d1a16" };
const FURTHER: Accent = { light: "#000000", dark: "#ffffff" };

/** Source: https://www.w3.org/TR/WCAG22/#contrast-minimum */
export const MIN_CONTRAST = 4.5;

/** The background of notices and badges. */
const softOf = (color: string, scheme: Scheme): string => mix(SURFACE[scheme], color, 0.11);
const strongOf = (color: string, scheme: Scheme): string => mix(color, FURTHER[scheme], 0.14);

/** The lowest contrast that this accent has with the text on it, and with the backgrounds that it is on. */
export function contrastOf(color: string, scheme: Scheme): number {
  const others = [ON_ACCENT[scheme], softOf(color, scheme), ...GROUNDS[scheme]];
  return Math.min(...others.map((other) => contrast(color, other)));
}

export const isReadable = (color: string, scheme: Scheme): boolean =>
  contrastOf(color, scheme) >= MIN_CONTRAST;

/** The nearest shade of this colour that is readable: darker for the light scheme, lighter for the dark one. */
export function readableShade(color: string, scheme: Scheme): string {
  for (let share = 0; share < 1; share += 0.02) {
    const shade = mix(color, FURTHER[scheme], share);
    if (isReadable(shade, scheme)) return shade;
  }
  return FURTHER[scheme];
}

/** The values of the accent's custom properties on a page. */
export function accentVariables({ light, dark }: Accent): Record<string, string> {
  const both = (of: (color: string, scheme: Scheme) => string) =>
    `light-dark(${of(light, "light")}, ${of(dark, "dark")})`;
  return {
    "--accent": both((color) => color),
    "--accent-strong": both(strongOf),
    "--accent-soft": both(softOf),
  };
}
