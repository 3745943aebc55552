import { nextJsHandler } from "@/lib/auth-server";
export const { GET, POST } = nextJsHandler;
