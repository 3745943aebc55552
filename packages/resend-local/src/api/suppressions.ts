import { z } from "zod";
import { json, parseJson, type Call, type Handler } from "../http/reply";
import { route, type Route } from "../http/router";
import { addressOf } from "../mail/address";
import { ORIGINS, type Origin, shown, type Suppression, type Suppressions } from "../mail/suppressions";
import { paged } from "../pagination";
import { requireApiKey } from "./api-key";
import { cursorsOf } from "./cursors";
import { ApiError } from "./errors";
import type { RateLimit } from "./rate-limit";
import { orRefuse } from "./validate";

const MAX_BATCH = 100;

const address = z.string().refine((value) => addressOf(value) !== null, "This is not an email address.");
const one = z.object({ email: address });
const many = z.object({ emails: z.array(address).min(1).max(MAX_BATCH) });
const named = z.union([many, z.object({ ids: z.array(z.string()).min(1).max(MAX_BATCH) })]);

/** Routes of `/suppressions`. They need a key. Source: https://resend.com/docs/api-reference/suppressions */
export function suppressionRoutes(suppressions: Suppressions, limit: RateLimit): Route[] {
  const limited =
    (handler: Handler): Handler =>
    async (call: Call) => {
      requireApiKey(call);
      const headers = limit.take();
      const reply = await handler(call);
      return { ...reply, headers: { ...headers, ...reply.headers } };
    };
  const add = (email: string) => made(suppressions.add(email, "manual"));
  const remove = (idOrEmail: string) => ({ ...made(suppressions.remove(idOrEmail)), deleted: true });
  const routes: [method: string, path: string, handler: Handler][] = [
    ["GET", "/suppressions", (call) => list(suppressions, call)],
    ["POST", "/suppressions", (call) => json(add(orRefuse(one, parseJson(call)).email))],
    [
      "POST",
      "/suppressions/batch/add",
      (call) => json({ data: orRefuse(many, parseJson(call)).emails.map(add) }),
    ],
    ["POST", "/suppressions/batch/remove", (call) => json({ data: namedIn(call).map(remove) })],
    [
      "GET",
      "/suppressions/:id",
      (call) => json({ object: "suppression", ...shown(suppressions.get(nameIn(call))) }),
    ],
    ["DELETE", "/suppressions/:id", (call) => json(remove(nameIn(call)))],
  ];
  return routes.map(([method, path, handler]) => route(method, path, limited(handler)));
}

function list(suppressions: Suppressions, call: Call) {
  const { rows, hasMore } = paged(suppressions.list(originIn(call)), cursorsOf(call), "a suppression");
  const data = rows.map((row) => ({ object: "suppression", ...shown(row) }));
  return json({ object: "list", has_more: hasMore, data });
}

function originIn({ query }: Call): Origin | undefined {
  const given = query.get("origin");
  if (given === null) return undefined;
  const origin = ORIGINS.find((known) => known === given);
  if (!origin)
    throw new ApiError("validation_error", `The \`origin\` parameter must be one of ${ORIGINS.join(", ")}.`);
  return origin;
}

function namedIn(call: Call): string[] {
  const given = orRefuse(named, parseJson(call));
  return "emails" in given ? given.emails : given.ids;
}

/** An id or an address, as the SDK encodes it for a path. @throws ApiError `invalid_parameter` */
function nameIn({ params }: Call): string {
  try {
    return decodeURIComponent(params.id ?? "");
  } catch {
    throw new ApiError("invalid_parameter", "The parameter must be a valid UUID or email address.");
  }
}

const made = ({ id }: Suppression) => ({ object: "suppression", id });
