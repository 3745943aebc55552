import type { CSSProperties } from "react";
import { dark, light } from "@/emails/theme";
import type { Scheme } from "@/lib/brand/accent";

const COLORS = { light, dark };

/**
 * The colours of one scheme as custom properties, for a part of the page that shows that scheme whatever the page has. A
 * `color-scheme` alone would not do it, because the build replaces `light-dark()` by values of the whole page.
 */
export function schemeColors(scheme: Scheme, accent?: string): CSSProperties {
  const { bg, surface, text, muted, border, onAccent } = COLORS[scheme];
  return {
    "--bg": bg,
    "--surface": surface,
    "--text": text,
    "--muted": muted,
    "--border": border,
    "--on-accent": onAccent,
    ...(accent === undefined ? {} : { "--accent": accent, "--accent-strong": accent }),
  } as CSSProperties;
}
