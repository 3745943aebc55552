import type { FunctionReturnType } from "convex/server";
import type { api } from "@/convex/_generated/api";

export type AuditRow = FunctionReturnType<typeof api.audit.list>["page"][number];
