import "server-only";
import { cookies } from "next/headers";
import { COLOR_SCHEME_COOKIE } from "./color-scheme-cookie";

export type ColorScheme = "light" | "dark" | "auto";

/** The scheme chosen with the switch, so that the first HTML has it already and nothing flashes. */
export async function getColorScheme(): Promise<ColorScheme> {
  const value = (await cookies()).get(COLOR_SCHEME_COOKIE)?.value;
  return value === "light" || value === "dark" ? value : "auto";
}
