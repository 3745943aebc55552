import { withDeviceCookie } from "@/lib/server/device-cookie";
import { withVisits } from "@/lib/server/link-visits";
import { route } from "@/lib/server/route";
import { signIn } from "@/lib/server/sign-in";

const callback = withVisits(withDeviceCookie(signIn.callback));

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: callback,
  HEAD: callback,
  POST: callback,
});
