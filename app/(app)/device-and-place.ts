import { deviceName } from "@/lib/device";
import * as messages from "@/lib/messages/shell";
import { parseIpAddress } from "@latchkey/login-links/http";

export function describeDevice(userAgent: string | null): string {
  return (userAgent && deviceName(userAgent)) || messages.UNKNOWN_DEVICE;
}

/** IP addresses are not looked up anywhere, so the place is the address itself. */
export function describePlace(place: string | null): string {
  const ipAddress = parseIpAddress(place);
  if (!ipAddress) return messages.UNKNOWN_PLACE;
  const isLoopback = /^(?:::ffff:)?127\./.test(ipAddress) || /^(?:0*:)*:?0*1$/.test(ipAddress);
  return isLoopback ? messages.THIS_DEVICE : ipAddress;
}
