import { jwt } from "better-auth/plugins/jwt";
import type { BetterAuthOptions } from "better-auth/minimal";

/** What shapes Better Auth's tables. A plugin with tables of its own is named here and in schema.ts. */
export const tableOptions = { plugins: [jwt()] } satisfies BetterAuthOptions;
