/** Pages for errors, and for addresses that lead nowhere. Every page loads the one for errors, so it needs only this file. */

export const FAILED = "Something went wrong";
export const DATA_IS_SAFE = "Your data is safe.";
/** Before the reference. */
export const TELL_US_REFERENCE = "If it keeps happening, tell us this reference:";
export const TRY_AGAIN = "Try again";
export const GO_HOME = "Go to the home page";
/** From a route, as plain text. */
export const ROUTE_FAILED = "Something went wrong. Try again.";
export const TRIES_AGAIN = "This page tries again automatically.";

export const NOT_FOUND = "Page not found";
export const MISTYPED_OR_DELETED = "The address may be mistyped, or the page has been deleted.";
export const MISTYPED_OR_MOVED = "The address may be mistyped, or the page has moved.";
