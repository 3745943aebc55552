import { withDeviceCookie } from "@/lib/server/device-cookie";
import { offerChallenge, signInByPasskey } from "@/lib/server/passkey";
import { route } from "@/lib/server/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: offerChallenge,
  POST: withDeviceCookie(signInByPasskey),
});
