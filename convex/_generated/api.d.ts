/* eslint-disable */
/**
 * Generated `api` utility.
 *
 * THIS CODE IS AUTOMATICALLY GENERATED.
 *
 * To regenerate, run `npx convex dev`.
 * @module
 */

import type * as apiKeys from "../apiKeys.js";
import type * as auth from "../auth.js";
import type * as crons from "../crons.js";
import type * as errors from "../errors.js";
import type * as functions from "../functions.js";
import type * as http from "../http.js";
import type * as loginLinks from "../loginLinks.js";
import type * as mail_deliver from "../mail/deliver.js";
import type * as mail_queue from "../mail/queue.js";
import type * as model_apiKeys from "../model/apiKeys.js";
import type * as model_asking from "../model/asking.js";
import type * as model_audit from "../model/audit.js";
import type * as model_client from "../model/client.js";
import type * as model_cookiesOnly from "../model/cookiesOnly.js";
import type * as model_emailAddress from "../model/emailAddress.js";
import type * as model_exchange from "../model/exchange.js";
import type * as model_loginLink from "../model/loginLink.js";
import type * as model_loginLinksHttp from "../model/loginLinksHttp.js";
import type * as model_members from "../model/members.js";
import type * as model_mintSession from "../model/mintSession.js";
import type * as model_minting from "../model/minting.js";
import type * as model_peeking from "../model/peeking.js";
import type * as model_profileFields from "../model/profileFields.js";
import type * as model_secrets from "../model/secrets.js";
import type * as model_viewer from "../model/viewer.js";
import type * as profile from "../profile.js";
import type * as rateLimits from "../rateLimits.js";
import type * as sessions from "../sessions.js";
import type * as signingKeys from "../signingKeys.js";
import type * as users from "../users.js";

import type {
  ApiFromModules,
  FilterApi,
  FunctionReference,
} from "convex/server";

declare const fullApi: ApiFromModules<{
  apiKeys: typeof apiKeys;
  auth: typeof auth;
  crons: typeof crons;
  errors: typeof errors;
  functions: typeof functions;
  http: typeof http;
  loginLinks: typeof loginLinks;
  "mail/deliver": typeof mail_deliver;
  "mail/queue": typeof mail_queue;
  "model/apiKeys": typeof model_apiKeys;
  "model/asking": typeof model_asking;
  "model/audit": typeof model_audit;
  "model/client": typeof model_client;
  "model/cookiesOnly": typeof model_cookiesOnly;
  "model/emailAddress": typeof model_emailAddress;
  "model/exchange": typeof model_exchange;
  "model/loginLink": typeof model_loginLink;
  "model/loginLinksHttp": typeof model_loginLinksHttp;
  "model/members": typeof model_members;
  "model/mintSession": typeof model_mintSession;
  "model/minting": typeof model_minting;
  "model/peeking": typeof model_peeking;
  "model/profileFields": typeof model_profileFields;
  "model/secrets": typeof model_secrets;
  "model/viewer": typeof model_viewer;
  profile: typeof profile;
  rateLimits: typeof rateLimits;
  sessions: typeof sessions;
  signingKeys: typeof signingKeys;
  users: typeof users;
}>;

/**
 * A utility for referencing Convex functions in your app's public API.
 *
 * Usage:
 * ```js
 * const myFunctionReference = api.myModule.myFunction;
 * ```
 */
export declare const api: FilterApi<
  typeof fullApi,
  FunctionReference<any, "public">
>;

/**
 * A utility for referencing Convex functions in your app's internal API.
 *
 * Usage:
 * ```js
 * const myFunctionReference = internal.myModule.myFunction;
 * ```
 */
export declare const internal: FilterApi<
  typeof fullApi,
  FunctionReference<any, "internal">
>;

export declare const components: {
  betterAuth: import("@convex-dev/better-auth/_generated/component.js").ComponentApi<"betterAuth">;
  rateLimiter: import("@convex-dev/rate-limiter/_generated/component.js").ComponentApi<"rateLimiter">;
  signInMail: import("@convex-dev/workpool/_generated/component.js").ComponentApi<"signInMail">;
};
