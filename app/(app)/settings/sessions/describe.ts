import { deviceName } from "@/lib/device";

export function describeDevice(userAgent: string | null): string {
  return (userAgent && deviceName(userAgent)) || "Unknown device";
}

/** Addresses are not looked up anywhere, so a place is the address itself. */
export function describePlace(ipAddress: string | null): string {
  if (!ipAddress) return "Unknown place";
  const isLoopback = /^(?:::ffff:)?127\./.test(ipAddress) || /^(?:0*:)*:?0*1$/.test(ipAddress);
  return isLoopback ? "This computer" : ipAddress;
}
