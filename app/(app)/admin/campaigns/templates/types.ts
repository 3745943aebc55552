import type { FunctionReturnType } from "convex/server";
import type { api } from "@/convex/_generated/api";

export type TemplateRow = FunctionReturnType<typeof api.templates.list>["page"][number];
