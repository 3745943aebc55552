import type { Check } from "../check";
import { agreement } from "./agreement";
import { allowList } from "./allow-list";
import { app } from "./app";
import { clock } from "./clock";
import { convexEnvironment } from "./convex-environment";
import { cookies } from "./cookies";
import { dkim } from "./dkim";
import { dmarc } from "./dmarc";
import { firstAdmin } from "./first-admin";
import { functions } from "./functions";
import { headers } from "./headers";
import { nextEnvironment } from "./next-environment";
import { resendKey } from "./resend-key";
import { sendingDomain } from "./sending-domain";
import { signingKeys } from "./signing-keys";
import { spf } from "./spf";
import { tracking } from "./tracking";
import { webhookRegistered } from "./webhook-registered";
import { webhookSignature } from "./webhook-signature";

/** In the order in which to mend things: what comes later leans on what comes first. */
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
];
