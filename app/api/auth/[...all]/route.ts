import { answerAuth } from "@/lib/server/auth-route";
import { route } from "@/lib/server/route";

// All methods are handled, so that an unknown path gives 404 with each of them.
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: answerAuth,
  HEAD: answerAuth,
  POST: answerAuth,
  PUT: answerAuth,
  PATCH: answerAuth,
  DELETE: answerAuth,
  OPTIONS: answerAuth,
});
