import { nextJsHandler } from "@/lib/auth-server";
export const { GET, POST } = nextJsHandler;
// By itself Next would answer these 405 and 204: what is not there is not found by any method.
export { POST as DELETE, POST as OPTIONS, POST as PATCH, POST as PUT };
