import type { Check } from "../check";
import { cookies, headers } from "./responses";
import { app, clock } from "./app";
import { brand } from "./brand";
import { firstAdmin, functions, signingKeys } from "./convex";
import { dkim, dmarc, spf } from "./dns";
import { allowList, resendKey, sendingDomain, tracking } from "./resend";
import { agreement, convexEnvironment, nextEnvironment } from "./variables";
import { webhookRegistered, webhookSignature } from "./webhook";

/** The checks in the order in which to fix problems, because later checks depend on earlier ones. */
export const checks: readonly Check[] = [
  convexEnvironment,
  nextEnvironment,
  functions,
  app,
  agreement,
  signingKeys,
  cookies,
  headers,
  clock,
  resendKey,
  sendingDomain,
  tracking,
  spf,
  dkim,
  dmarc,
  webhookRegistered,
  webhookSignature,
  allowList,
  firstAdmin,
  brand,
];
