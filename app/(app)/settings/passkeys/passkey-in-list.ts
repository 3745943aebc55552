import type { FunctionReturnType } from "convex/server";
import type { api } from "@/convex/_generated/api";

export type PasskeyInList = FunctionReturnType<typeof api.passkeys.list>["passkeys"][number];
