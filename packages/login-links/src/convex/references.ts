/** References to this package's functions, by their names in the owner's file `convex/loginLinks.ts`. */
import { type DefaultFunctionArgs, makeFunctionReference } from "convex/server";

export const issueReference = makeFunctionReference<"mutation", DefaultFunctionArgs>("loginLinks:issue");
export const sweepReference = makeFunctionReference<"mutation", Record<string, never>>("loginLinks:sweep");
export const ensureKeyReference = makeFunctionReference<"action", Record<string, never>>(
  "loginLinks:ensureKey",
);
