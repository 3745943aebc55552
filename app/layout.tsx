import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import localFont from "next/font/local";
import { connection } from "next/server";
import { type ReactNode } from "react";
import { APP_NAME } from "@/lib/app-name";
import { env } from "@/lib/server/env";
import { getColorScheme } from "@/lib/server/color-scheme";
import "./tokens.css";
import "./base.css";

/** As of geist/font/mono, which has every page fetch it first: most have no text in it. */
const GeistMono = localFont({
  src: "../node_modules/geist/dist/fonts/geist-mono/GeistMono-Variable.woff2",
  variable: "--font-geist-mono",
  adjustFontFallback: false,
  fallback: ["ui-monospace", "monospace"],
  weight: "100 900",
  preload: false,
});

export const metadata: Metadata = {
  metadataBase: new URL(env.SITE_URL),
  title: { default: APP_NAME, template: `%s · ${APP_NAME}` },
  description: `Sign in to ${APP_NAME} with a link from your email.`,
  applicationName: APP_NAME,
  icons: { icon: "/favicon.svg" },
};

/** --bg of tokens.css. */
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

/** No client provider here: the pages people land on from an email are HTML that needs no JavaScript. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  // Every page is rendered for its request: a page made at build time could not carry the nonce of its answer.
  await connection();
  const scheme = await getColorScheme();
  return (
    <html
      lang="en"
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      data-mantine-color-scheme={scheme === "auto" ? undefined : scheme}
      // Mantine's script sets the attribute before React arrives.
      suppressHydrationWarning
    >
      <body>{children}</body>
    </html>
  );
}
