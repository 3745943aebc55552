import { dnsCheck } from "../dns-record";

export const dkim = dnsCheck("dkim", "DKIM", "DKIM");
