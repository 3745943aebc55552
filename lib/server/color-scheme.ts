import "server-only";
import { isSecure } from "@latchkey/login-links/http";
import { cookies } from "next/headers";
import { colorSchemeCookie } from "../color-scheme-cookie";
import { env } from "./env";

export type ColorScheme = "light" | "dark" | "auto";

/** The scheme that was chosen with the switch. The first HTML already uses it, so nothing flashes. */
export async function getColorScheme(): Promise<ColorScheme> {
  const value = (await cookies()).get(colorSchemeCookie(isSecure(env.SITE_URL)))?.value;
  return value === "light" || value === "dark" ? value : "auto";
}
