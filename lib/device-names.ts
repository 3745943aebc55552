/** The rules for the names that people give their devices. Next.js and Convex share them. */
import { plainText } from "@latchkey/login-links/http";

export const MAX_DEVICE_NAME = 60;

/** How long a browser keeps its device cookie after a sign-in: as long as browsers allow. */
export const DEVICE_COOKIE_DAYS = 400;

/** Text that a program could turn into a link: a scheme, an address, or a name with a domain's ending. */
const LINK = /:\/\/|\bwww\.|@|[\p{L}\p{N}][.\u3002]\p{L}{2,}/iu;

export type DeviceNameProblem = "too_long" | "link";

/** The name in the form in which it is stored, or why it cannot be used. An empty name removes the stored name. */
export function readDeviceName(
  typed: string,
): { ok: true; name: string } | { ok: false; problem: DeviceNameProblem } {
  if ([...typed.trim()].length > MAX_DEVICE_NAME) return { ok: false, problem: "too_long" };
  const name = plainText(typed, MAX_DEVICE_NAME);
  return LINK.test(name) ? { ok: false, problem: "link" } : { ok: true, name };
}
