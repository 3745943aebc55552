import "server-only";
import { cache } from "react";

/** When the current request arrived, in milliseconds: one time for the whole page. */
export const requestTime = cache(() => Date.now());
