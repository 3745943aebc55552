import { route } from "@/lib/server/route";
import { signIn } from "@/lib/server/sign-in";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(signIn.handlers);
