import type { FunctionReturnType } from "convex/server";
import type { api } from "@/convex/_generated/api";

export type SuppressionRow = FunctionReturnType<typeof api.suppressions.list>["page"][number];
