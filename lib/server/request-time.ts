import "server-only";
import { cache } from "react";

/** When the request at hand arrived, in milliseconds: one time for the whole page. */
export const requestTime = cache(() => Date.now());
