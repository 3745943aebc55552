import type { FunctionReturnType } from "convex/server";
import type { api } from "@/convex/_generated/api";

export type MintedRow = FunctionReturnType<typeof api.loginLinks.list>["page"][number];
