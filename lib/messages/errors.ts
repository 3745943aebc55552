/**
 * The error page, and the page for unknown addresses. Every page loads the error page, so its messages have a file of
 * their own.
 */

export const FAILED = "Something went wrong";
export const DATA_IS_SAFE = "Your data is safe.";
/** Shown before the reference, which identifies the error in the log. */
export const TELL_US_REFERENCE = "If it keeps happening, tell us this reference:";
export const TRY_AGAIN = "Try again";
export const GO_HOME = "Go to the home page";
/** The plain-text response of a route that failed. */
export const ROUTE_FAILED = "Something went wrong. Try again.";
export const TRIES_AGAIN = "This page tries again automatically.";

export const NOT_FOUND = "Page not found";
export const MISTYPED_OR_DELETED = "The address may be mistyped, or the page has been deleted.";
export const MISTYPED_OR_MOVED = "The address may be mistyped, or the page has moved.";
