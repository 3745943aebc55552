import { deviceName } from "@/lib/device";
import { parseIpAddress } from "@latchkey/login-links/http";

export function describeDevice(userAgent: string | null): string {
  return (userAgent && deviceName(userAgent)) || "Unknown device";
}

/** IP addresses are not looked up anywhere, so the place is the address itself. */
export function describePlace(place: string | null): string {
  const ipAddress = parseIpAddress(place);
  if (!ipAddress) return "Unknown place";
  const isLoopback = /^(?:::ffff:)?127\./.test(ipAddress) || /^(?:0*:)*:?0*1$/.test(ipAddress);
  return isLoopback ? "This device" : ipAddress;
}
