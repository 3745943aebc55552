import { dnsCheck } from "../dns-record";

export const spf = dnsCheck("spf", "SPF", "SPF");
