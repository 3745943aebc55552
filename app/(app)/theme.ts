"use client";

import {
  createTheme,
  type CSSVariablesResolver,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
} from "@mantine/core";

/** The accent of app/tokens.css in Mantine's ten steps: 7 is the accent on light backgrounds, 4 on dark ones. */
const brass: MantineColorsTuple = [
  "#fbf6ec",
  "#f3e8d1",
  "#ecd6a9",
  "#e6c585",
  "#e0b565",
  "#c99a48",
  "#b28233",
  "#8f621a",
  "#7f5716",
  "#62420e",
];

/**
 * Mantine's greys of the dark theme, in the warm tone of the tokens: 0 text, 2 muted, 4 border, 6 field, 7 surface, 8
 * sunken.
 */
const dark: MantineColorsTuple = [
  "#f3efe8",
  "#d2cabe",
  "#a89f93",
  "#756c60",
  "#453e35",
  "#332e27",
  "#27231d",
  "#1d1a16",
  "#181510",
  "#14120f",
];

/**
 * Mantine's greys on light backgrounds, in the warm tone of the tokens: 1 sunken, 3 border, 6 strong border, 7 muted, 9
 * text.
 */
const gray: MantineColorsTuple = [
  "#fbfaf8",
  "#f4f1ec",
  "#ece7df",
  "#e7e2da",
  "#d6cfc4",
  "#b9b0a4",
  "#8f867a",
  "#6b645c",
  "#453e35",
  "#1c1917",
];

/**
 * Centres a button's loader. Mantine centres it only by a transition, which is off for users who prefer reduced motion.
 */
const CENTRED = { transform: "translate(-50%, -50%)" };

/** A readable colour on a filled background. White on the dark theme's brass or red is not readable. */
const ON_FILLED: Record<string, string> = { brass: "var(--on-accent)", red: "var(--surface)" };

export const theme = createTheme({
  colors: { brass, dark, gray },
  components: {
    ActionIcon: { styles: { loader: CENTRED } },
    Button: { styles: { loader: CENTRED } },
    Badge: { defaultProps: { tt: "none", fw: 600 } },
    Notification: { defaultProps: { closeButtonProps: { "aria-label": "Dismiss" } } },
  },
  primaryColor: "brass",
  primaryShade: { light: 7, dark: 4 },
  defaultRadius: "md",
  radius: { md: "10px" },
  spacing: { xs: "8px", sm: "12px", md: "16px", lg: "24px", xl: "40px" },
  fontFamily: "var(--font)",
  fontFamilyMonospace: "var(--font-mono)",
  headings: { fontFamily: "var(--font)", fontWeight: "600" },
  cursorType: "pointer",
  focusRing: "auto",
  respectReducedMotion: true,
  variantColorResolver: (input) => {
    const resolved = defaultVariantColorsResolver(input);
    const color = ON_FILLED[input.color ?? "brass"];
    return input.variant === "filled" && color ? { ...resolved, color } : resolved;
  },
});

/**
 * These are set for each scheme, because Mantine sets its own shades for each scheme, and those would override values
 * for both.
 */
const SHADES = {
  "--mantine-color-brass-filled": "var(--accent)",
  "--mantine-color-brass-filled-hover": "var(--accent-strong)",
  "--mantine-color-brass-light": "var(--accent-soft)",
  "--mantine-color-brass-light-hover": "var(--accent-soft)",
  "--mantine-color-brass-light-color": "var(--accent)",
  "--mantine-color-brass-text": "var(--accent)",
  "--mantine-color-brass-outline": "var(--accent)",
  "--mantine-color-red-filled": "var(--danger)",
  "--mantine-color-red-filled-hover": "color-mix(in srgb, var(--danger) 88%, var(--text))",
  "--mantine-color-red-light": "var(--danger-soft)",
  "--mantine-color-red-light-hover": "var(--danger-soft)",
  "--mantine-color-red-light-color": "var(--danger)",
  "--mantine-color-red-text": "var(--danger)",
  "--mantine-color-red-outline": "var(--danger)",
};

/**
 * Mantine's colours are set to the tokens. The tokens have light and dark values, so switching the scheme needs no
 * JavaScript.
 */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {
    "--mantine-color-body": "var(--bg)",
    "--mantine-color-text": "var(--text)",
    "--mantine-color-bright": "var(--text)",
    "--mantine-color-dimmed": "var(--muted)",
    "--mantine-color-placeholder": "var(--muted)",
    "--mantine-color-anchor": "var(--accent)",
    "--mantine-color-error": "var(--danger)",
    "--mantine-color-default": "var(--surface)",
    "--mantine-color-default-hover": "var(--sunken)",
    "--mantine-color-default-color": "var(--text)",
    "--mantine-color-default-border": "var(--border)",
    "--mantine-color-disabled": "var(--sunken)",
    "--mantine-color-disabled-color": "var(--muted)",
    "--mantine-color-disabled-border": "var(--border)",
    "--mantine-primary-color-contrast": "var(--on-accent)",
  },
  light: SHADES,
  dark: SHADES,
});
