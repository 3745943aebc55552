import { json, parseJson } from "../http/reply";
import { route, type Route } from "../http/router";
import { orRefuse } from "../api/validate";
import { faultSchema } from "./fault";
import type { Faults } from "./faults";

/** Routes of `/faults`, for people and tests. They need no key. */
export function faultRoutes(faults: Faults): Route[] {
  const left = () => json({ object: "list", data: faults.list(), holding: faults.holding });
  return [
    route("GET", "/faults", left),
    route("POST", "/faults", (call) => {
      faults.add(orRefuse(faultSchema, parseJson(call)));
      return left();
    }),
    route("DELETE", "/faults", () => {
      faults.clear();
      return left();
    }),
  ];
}
