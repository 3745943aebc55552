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
import type * as audit from "../audit.js";
import type * as auth from "../auth.js";
import type * as campaignPreviews from "../campaignPreviews.js";
import type * as campaigns from "../campaigns.js";
import type * as confirmations from "../confirmations.js";
import type * as crons from "../crons.js";
import type * as deliveries from "../deliveries.js";
import type * as endings from "../endings.js";
import type * as errors from "../errors.js";
import type * as functions from "../functions.js";
import type * as health from "../health.js";
import type * as http from "../http.js";
import type * as loginLinks from "../loginLinks.js";
import type * as mail_campaign from "../mail/campaign.js";
import type * as mail_deliver from "../mail/deliver.js";
import type * as mail_queue from "../mail/queue.js";
import type * as mail_resend from "../mail/resend.js";
import type * as model_accepting from "../model/accepting.js";
import type * as model_allowList from "../model/allowList.js";
import type * as model_apiKeys from "../model/apiKeys.js";
import type * as model_asking from "../model/asking.js";
import type * as model_audience from "../model/audience.js";
import type * as model_audit from "../model/audit.js";
import type * as model_authHttp from "../model/authHttp.js";
import type * as model_batches from "../model/batches.js";
import type * as model_bounds from "../model/bounds.js";
import type * as model_campaignEndings from "../model/campaignEndings.js";
import type * as model_campaignStatus from "../model/campaignStatus.js";
import type * as model_campaigns from "../model/campaigns.js";
import type * as model_cause from "../model/cause.js";
import type * as model_client from "../model/client.js";
import type * as model_confirmation from "../model/confirmation.js";
import type * as model_cookiesOnly from "../model/cookiesOnly.js";
import type * as model_counts from "../model/counts.js";
import type * as model_emailAddress from "../model/emailAddress.js";
import type * as model_endings from "../model/endings.js";
import type * as model_exchange from "../model/exchange.js";
import type * as model_linkEndings from "../model/linkEndings.js";
import type * as model_linkSweep from "../model/linkSweep.js";
import type * as model_log from "../model/log.js";
import type * as model_loginLink from "../model/loginLink.js";
import type * as model_loginLinksHttp from "../model/loginLinksHttp.js";
import type * as model_makers from "../model/makers.js";
import type * as model_members from "../model/members.js";
import type * as model_mintSession from "../model/mintSession.js";
import type * as model_minting from "../model/minting.js";
import type * as model_peeking from "../model/peeking.js";
import type * as model_production from "../model/production.js";
import type * as model_profileFields from "../model/profileFields.js";
import type * as model_projecting from "../model/projecting.js";
import type * as model_proof from "../model/proof.js";
import type * as model_recipientStatus from "../model/recipientStatus.js";
import type * as model_reminding from "../model/reminding.js";
import type * as model_revoking from "../model/revoking.js";
import type * as model_secrets from "../model/secrets.js";
import type * as model_sending from "../model/sending.js";
import type * as model_suppressions from "../model/suppressions.js";
import type * as model_turns from "../model/turns.js";
import type * as model_unsubscribing from "../model/unsubscribing.js";
import type * as model_viewer from "../model/viewer.js";
import type * as model_webhookEvent from "../model/webhookEvent.js";
import type * as model_webhookHttp from "../model/webhookHttp.js";
import type * as people from "../people.js";
import type * as profile from "../profile.js";
import type * as rateLimits from "../rateLimits.js";
import type * as recipients from "../recipients.js";
import type * as sending from "../sending.js";
import type * as sessions from "../sessions.js";
import type * as signingKeys from "../signingKeys.js";
import type * as suppressions from "../suppressions.js";
import type * as unsubscribes from "../unsubscribes.js";
import type * as users from "../users.js";
import type * as validators from "../validators.js";

import type {
  ApiFromModules,
  FilterApi,
  FunctionReference,
} from "convex/server";

declare const fullApi: ApiFromModules<{
  apiKeys: typeof apiKeys;
  audit: typeof audit;
  auth: typeof auth;
  campaignPreviews: typeof campaignPreviews;
  campaigns: typeof campaigns;
  confirmations: typeof confirmations;
  crons: typeof crons;
  deliveries: typeof deliveries;
  endings: typeof endings;
  errors: typeof errors;
  functions: typeof functions;
  health: typeof health;
  http: typeof http;
  loginLinks: typeof loginLinks;
  "mail/campaign": typeof mail_campaign;
  "mail/deliver": typeof mail_deliver;
  "mail/queue": typeof mail_queue;
  "mail/resend": typeof mail_resend;
  "model/accepting": typeof model_accepting;
  "model/allowList": typeof model_allowList;
  "model/apiKeys": typeof model_apiKeys;
  "model/asking": typeof model_asking;
  "model/audience": typeof model_audience;
  "model/audit": typeof model_audit;
  "model/authHttp": typeof model_authHttp;
  "model/batches": typeof model_batches;
  "model/bounds": typeof model_bounds;
  "model/campaignEndings": typeof model_campaignEndings;
  "model/campaignStatus": typeof model_campaignStatus;
  "model/campaigns": typeof model_campaigns;
  "model/cause": typeof model_cause;
  "model/client": typeof model_client;
  "model/confirmation": typeof model_confirmation;
  "model/cookiesOnly": typeof model_cookiesOnly;
  "model/counts": typeof model_counts;
  "model/emailAddress": typeof model_emailAddress;
  "model/endings": typeof model_endings;
  "model/exchange": typeof model_exchange;
  "model/linkEndings": typeof model_linkEndings;
  "model/linkSweep": typeof model_linkSweep;
  "model/log": typeof model_log;
  "model/loginLink": typeof model_loginLink;
  "model/loginLinksHttp": typeof model_loginLinksHttp;
  "model/makers": typeof model_makers;
  "model/members": typeof model_members;
  "model/mintSession": typeof model_mintSession;
  "model/minting": typeof model_minting;
  "model/peeking": typeof model_peeking;
  "model/production": typeof model_production;
  "model/profileFields": typeof model_profileFields;
  "model/projecting": typeof model_projecting;
  "model/proof": typeof model_proof;
  "model/recipientStatus": typeof model_recipientStatus;
  "model/reminding": typeof model_reminding;
  "model/revoking": typeof model_revoking;
  "model/secrets": typeof model_secrets;
  "model/sending": typeof model_sending;
  "model/suppressions": typeof model_suppressions;
  "model/turns": typeof model_turns;
  "model/unsubscribing": typeof model_unsubscribing;
  "model/viewer": typeof model_viewer;
  "model/webhookEvent": typeof model_webhookEvent;
  "model/webhookHttp": typeof model_webhookHttp;
  people: typeof people;
  profile: typeof profile;
  rateLimits: typeof rateLimits;
  recipients: typeof recipients;
  sending: typeof sending;
  sessions: typeof sessions;
  signingKeys: typeof signingKeys;
  suppressions: typeof suppressions;
  unsubscribes: typeof unsubscribes;
  users: typeof users;
  validators: typeof validators;
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
  betterAuth: import("../betterAuth/_generated/component.js").ComponentApi<"betterAuth">;
  rateLimiter: import("@convex-dev/rate-limiter/_generated/component.js").ComponentApi<"rateLimiter">;
  signInMail: import("@convex-dev/workpool/_generated/component.js").ComponentApi<"signInMail">;
  campaignMail: import("@convex-dev/workpool/_generated/component.js").ComponentApi<"campaignMail">;
};
