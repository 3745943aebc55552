import { makeFunctionReference } from "convex/server";
import { type JSONValue, jsonToConvex } from "convex/values";

/** A query in the form that `useQueries` takes. @param args the arguments as Convex writes them in JSON */
export function liveRequest(name: string, args: JSONValue) {
  return {
    query: makeFunctionReference<"query">(name),
    args: jsonToConvex(args) as Record<string, never>,
  };
}
