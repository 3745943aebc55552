import type { Metadata, Viewport } from "next";
import localFont from "next/font/local";
import { connection } from "next/server";
import type { CSSProperties, ReactNode } from "react";
import { accentVariables, DEFAULT_ACCENT } from "@/lib/brand/accent";
import type { Brand } from "@/lib/brand/brand";
import { LANGUAGE } from "@/lib/messages/language";
import * as messages from "@/lib/messages/landing";
import { getBrand } from "@/lib/server/brand";
import { env } from "@/lib/server/env";
import { getColorScheme } from "@/lib/server/color-scheme";
import "./tokens.css";
import "./base.css";

/**
 * The font of geist/font/sans, with a different `display`. If the font loads late, the page keeps the fallback font,
 * because a change of fonts would move the text.
 */
const GeistSans = localFont({
  src: "../node_modules/geist/dist/fonts/geist-sans/Geist-Variable.woff2",
  variable: "--font-geist-sans",
  weight: "100 900",
  display: "optional",
});

/** The font of geist/font/mono, but not preloaded, because most pages have no text in it. */
const GeistMono = localFont({
  src: "../node_modules/geist/dist/fonts/geist-mono/GeistMono-Variable.woff2",
  variable: "--font-geist-mono",
  adjustFontFallback: false,
  fallback: ["ui-monospace", "monospace"],
  weight: "100 900",
  preload: false,
  display: "optional",
});

export function generateMetadata(): Metadata {
  const { name } = getBrand();
  return {
    metadataBase: new URL(env.SITE_URL),
    title: { default: name, template: `%s · ${name}` },
    description: messages.shortDescription(name),
    applicationName: name,
    icons: { icon: "/brand/mark.svg" },
  };
}

/**
 * The brand's colours, unless they are those of tokens.css, and its name for the pages that are drawn in the browser. A
 * name has no quotes and no line breaks.
 */
const styleOf = ({ name, accent }: Brand) =>
  ({
    "--brand-name": `"${name}"`,
    ...(accent.light === DEFAULT_ACCENT.light && accent.dark === DEFAULT_ACCENT.dark
      ? {}
      : accentVariables(accent)),
  }) as CSSProperties;

/** The values of --bg in tokens.css. */
const GROUND = { light: "#fbfaf8", dark: "#14120f" };

export async function generateViewport(): Promise<Viewport> {
  const scheme = await getColorScheme();
  if (scheme !== "auto") return { colorScheme: scheme, themeColor: GROUND[scheme] };
  const themeColor = (["light", "dark"] as const).map((name) => ({
    media: `(prefers-color-scheme: ${name})`,
    color: GROUND[name],
  }));
  return { colorScheme: "light dark", themeColor };
}

/** This layout has no client providers, because the pages that people reach from an email need no JavaScript. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  // Every page is rendered for its request, because a page made at build time could not contain the nonce of its
  // response.
  await connection();
  const scheme = await getColorScheme();
  return (
    <html
      lang={LANGUAGE}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      style={styleOf(getBrand())}
      data-mantine-color-scheme={scheme === "auto" ? undefined : scheme}
      // Mantine's script sets the attribute before React starts.
      suppressHydrationWarning
    >
      <body>{children}</body>
    </html>
  );
}
