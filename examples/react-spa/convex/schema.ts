import { loginLinkTables } from "@latchkey/login-links/convex";
import { defineSchema } from "convex/server";

export default defineSchema({ ...loginLinkTables });
