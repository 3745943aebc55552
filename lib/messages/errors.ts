/** Pages for errors, and for addresses that lead nowhere. */
import { parts } from "./parts";

export const FAILED = "Something went wrong";
export const DATA_IS_SAFE = "Your data is safe. Try again in a moment.";
export const reference = <Value>(id: Value) => parts`If it keeps happening, tell us this reference: ${id}`;
export const TRIES_AGAIN = "This page tries again automatically.";

export const NOT_FOUND = "Page not found";
export const MISTYPED_OR_DELETED = "The address may be mistyped, or the page has been deleted.";
export const MISTYPED_OR_MOVED = "The address may be mistyped, or the page has moved.";
