/**
 * Errors about missing access, which any function may give. They are in a separate file, because most functions
 * evaluate it.
 */
import type { Role } from "../roles";

export const SIGN_IN_FIRST = "Sign in first.";
export const OTHER_ACCOUNT = "Another account has signed in in this browser. Reload the page.";
export const onlyFor = (role: Role): string => `Only ${role}s can do this.`;
export const CONFIRM_FIRST = "Confirm that it is you first.";
