import type { FunctionReturnType } from "convex/server";
import type { api } from "@/convex/_generated/api";

export type BlockedRow = FunctionReturnType<typeof api.blockedAddresses.list>["page"][number];
