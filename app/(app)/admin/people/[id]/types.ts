import type { FunctionReturnType } from "convex/server";
import type { api } from "@/convex/_generated/api";

export type Person = NonNullable<FunctionReturnType<typeof api.person.get>>;
export type Account = NonNullable<FunctionReturnType<typeof api.person.account>>;
export type PersonCampaign = FunctionReturnType<typeof api.person.campaigns>["page"][number];
