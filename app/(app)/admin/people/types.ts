import type { FunctionReturnType } from "convex/server";
import type { api } from "@/convex/_generated/api";

export type PersonRow = FunctionReturnType<typeof api.people.list>["page"][number];
