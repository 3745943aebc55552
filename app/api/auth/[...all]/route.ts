import { answerAuth } from "@/lib/server/auth-route";
import { route } from "@/lib/server/route";

// Every method, so that unknown paths are not found with any of them.
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: answerAuth,
  HEAD: answerAuth,
  POST: answerAuth,
  PUT: answerAuth,
  PATCH: answerAuth,
  DELETE: answerAuth,
  OPTIONS: answerAuth,
});
