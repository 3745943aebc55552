/* eslint-disable */
/**
 * Generated `api` utility.
 *
 * THIS CODE IS AUTOMATICALLY GENERATED.
 *
 * To regenerate, run `npx convex dev`.
 * @module
 */

import type * as account from "../account.js";
import type * as accountLinks from "../accountLinks.js";
import type * as apiKeys from "../apiKeys.js";
import type * as audienceCopies from "../audienceCopies.js";
import type * as audit from "../audit.js";
import type * as auth from "../auth.js";
import type * as blockedAddresses from "../blockedAddresses.js";
import type * as campaignList from "../campaignList.js";
import type * as campaignPreviews from "../campaignPreviews.js";
import type * as campaigns from "../campaigns.js";
import type * as confirmations from "../confirmations.js";
import type * as crons from "../crons.js";
import type * as errors from "../errors.js";
import type * as functions from "../functions.js";
import type * as health from "../health.js";
import type * as http from "../http.js";
import type * as http_auth from "../http/auth.js";
import type * as http_fields from "../http/fields.js";
import type * as http_loginLinks from "../http/loginLinks.js";
import type * as http_resendBlock from "../http/resendBlock.js";
import type * as http_resendEvent from "../http/resendEvent.js";
import type * as http_resendWebhook from "../http/resendWebhook.js";
import type * as invitations from "../invitations.js";
import type * as linkVisits from "../linkVisits.js";
import type * as loginLinks from "../loginLinks.js";
import type * as mail_account from "../mail/account.js";
import type * as mail_accountQueue from "../mail/accountQueue.js";
import type * as mail_allowList from "../mail/allowList.js";
import type * as mail_campaign from "../mail/campaign.js";
import type * as mail_pace from "../mail/pace.js";
import type * as mail_queue from "../mail/queue.js";
import type * as mail_resend from "../mail/resend.js";
import type * as mail_signIn from "../mail/signIn.js";
import type * as mail_templateOptions from "../mail/templateOptions.js";
import type * as mail_unblocking from "../mail/unblocking.js";
import type * as model_account_addressChange from "../model/account/addressChange.js";
import type * as model_account_browsers from "../model/account/browsers.js";
import type * as model_account_deletion from "../model/account/deletion.js";
import type * as model_account_deviceNames from "../model/account/deviceNames.js";
import type * as model_account_devices from "../model/account/devices.js";
import type * as model_account_eraseRecipients from "../model/account/eraseRecipients.js";
import type * as model_account_erasure from "../model/account/erasure.js";
import type * as model_account_forgetMailbox from "../model/account/forgetMailbox.js";
import type * as model_account_letters from "../model/account/letters.js";
import type * as model_account_newDevice from "../model/account/newDevice.js";
import type * as model_account_notices from "../model/account/notices.js";
import type * as model_account_notify from "../model/account/notify.js";
import type * as model_account_personalData from "../model/account/personalData.js";
import type * as model_account_scrub from "../model/account/scrub.js";
import type * as model_account_signIns from "../model/account/signIns.js";
import type * as model_appName from "../model/appName.js";
import type * as model_argumentLimits from "../model/argumentLimits.js";
import type * as model_audit from "../model/audit.js";
import type * as model_blockedAddresses from "../model/blockedAddresses.js";
import type * as model_campaigns_acceptance from "../model/campaigns/acceptance.js";
import type * as model_campaigns_archive from "../model/campaigns/archive.js";
import type * as model_campaigns_audience from "../model/campaigns/audience.js";
import type * as model_campaigns_audienceCopies from "../model/campaigns/audienceCopies.js";
import type * as model_campaigns_batches from "../model/campaigns/batches.js";
import type * as model_campaigns_campaign from "../model/campaigns/campaign.js";
import type * as model_campaigns_completion from "../model/campaigns/completion.js";
import type * as model_campaigns_counts from "../model/campaigns/counts.js";
import type * as model_campaigns_deliveryEvents from "../model/campaigns/deliveryEvents.js";
import type * as model_campaigns_drafts from "../model/campaigns/drafts.js";
import type * as model_campaigns_earlierPeople from "../model/campaigns/earlierPeople.js";
import type * as model_campaigns_edits from "../model/campaigns/edits.js";
import type * as model_campaigns_exclusion from "../model/campaigns/exclusion.js";
import type * as model_campaigns_failures from "../model/campaigns/failures.js";
import type * as model_campaigns_finishing from "../model/campaigns/finishing.js";
import type * as model_campaigns_firstPart from "../model/campaigns/firstPart.js";
import type * as model_campaigns_inbox from "../model/campaigns/inbox.js";
import type * as model_campaigns_invites from "../model/campaigns/invites.js";
import type * as model_campaigns_labels from "../model/campaigns/labels.js";
import type * as model_campaigns_launching from "../model/campaigns/launching.js";
import type * as model_campaigns_listed from "../model/campaigns/listed.js";
import type * as model_campaigns_listing from "../model/campaigns/listing.js";
import type * as model_campaigns_openInvites from "../model/campaigns/openInvites.js";
import type * as model_campaigns_pausing from "../model/campaigns/pausing.js";
import type * as model_campaigns_previews from "../model/campaigns/previews.js";
import type * as model_campaigns_rates from "../model/campaigns/rates.js";
import type * as model_campaigns_reached from "../model/campaigns/reached.js";
import type * as model_campaigns_recipientRow from "../model/campaigns/recipientRow.js";
import type * as model_campaigns_recipientStatus from "../model/campaigns/recipientStatus.js";
import type * as model_campaigns_recipients from "../model/campaigns/recipients.js";
import type * as model_campaigns_recovery from "../model/campaigns/recovery.js";
import type * as model_campaigns_reminders from "../model/campaigns/reminders.js";
import type * as model_campaigns_rows from "../model/campaigns/rows.js";
import type * as model_campaigns_safety from "../model/campaigns/safety.js";
import type * as model_campaigns_selection from "../model/campaigns/selection.js";
import type * as model_campaigns_sending from "../model/campaigns/sending.js";
import type * as model_campaigns_status from "../model/campaigns/status.js";
import type * as model_campaigns_suppressions from "../model/campaigns/suppressions.js";
import type * as model_campaigns_takeOut from "../model/campaigns/takeOut.js";
import type * as model_campaigns_tally from "../model/campaigns/tally.js";
import type * as model_campaigns_unsubscribe from "../model/campaigns/unsubscribe.js";
import type * as model_campaigns_uploads from "../model/campaigns/uploads.js";
import type * as model_campaigns_views from "../model/campaigns/views.js";
import type * as model_cause from "../model/cause.js";
import type * as model_endings from "../model/endings.js";
import type * as model_invitations_invitation from "../model/invitations/invitation.js";
import type * as model_invitations_resend from "../model/invitations/resend.js";
import type * as model_invitations_revoke from "../model/invitations/revoke.js";
import type * as model_links_apiKeys from "../model/links/apiKeys.js";
import type * as model_links_arrival from "../model/links/arrival.js";
import type * as model_links_confirmation from "../model/links/confirmation.js";
import type * as model_links_description from "../model/links/description.js";
import type * as model_links_expectMail from "../model/links/expectMail.js";
import type * as model_links_grants from "../model/links/grants.js";
import type * as model_links_links from "../model/links/links.js";
import type * as model_links_mailState from "../model/links/mailState.js";
import type * as model_links_mailing from "../model/links/mailing.js";
import type * as model_links_makers from "../model/links/makers.js";
import type * as model_links_profileFields from "../model/links/profileFields.js";
import type * as model_links_urls from "../model/links/urls.js";
import type * as model_log from "../model/log.js";
import type * as model_mailReports from "../model/mailReports.js";
import type * as model_overview_mailCounts from "../model/overview/mailCounts.js";
import type * as model_overview_mailEvents from "../model/overview/mailEvents.js";
import type * as model_overview_signIns from "../model/overview/signIns.js";
import type * as model_overview_state from "../model/overview/state.js";
import type * as model_passkeys_arrival from "../model/passkeys/arrival.js";
import type * as model_passkeys_ceremonies from "../model/passkeys/ceremonies.js";
import type * as model_passkeys_challenges from "../model/passkeys/challenges.js";
import type * as model_passkeys_hasPasskey from "../model/passkeys/hasPasskey.js";
import type * as model_passkeys_passkeys from "../model/passkeys/passkeys.js";
import type * as model_passkeys_recovery from "../model/passkeys/recovery.js";
import type * as model_passkeys_registration from "../model/passkeys/registration.js";
import type * as model_people_completion from "../model/people/completion.js";
import type * as model_people_cookiesOnly from "../model/people/cookiesOnly.js";
import type * as model_people_directory from "../model/people/directory.js";
import type * as model_people_keepOneAdmin from "../model/people/keepOneAdmin.js";
import type * as model_people_lastSeen from "../model/people/lastSeen.js";
import type * as model_people_members from "../model/people/members.js";
import type * as model_people_person from "../model/people/person.js";
import type * as model_people_personPage from "../model/people/personPage.js";
import type * as model_people_proof from "../model/people/proof.js";
import type * as model_people_search from "../model/people/search.js";
import type * as model_people_viewer from "../model/people/viewer.js";
import type * as model_people_welcome from "../model/people/welcome.js";
import type * as model_production from "../model/production.js";
import type * as model_revocation_campaigns from "../model/revocation/campaigns.js";
import type * as model_revocation_links from "../model/revocation/links.js";
import type * as model_revocation_revokeMadeBy from "../model/revocation/revokeMadeBy.js";
import type * as model_secrets from "../model/secrets.js";
import type * as model_sweeping from "../model/sweeping.js";
import type * as model_time from "../model/time.js";
import type * as model_visitors from "../model/visitors.js";
import type * as model_visits_acceptances from "../model/visits/acceptances.js";
import type * as model_visits_counting from "../model/visits/counting.js";
import type * as model_visits_domains from "../model/visits/domains.js";
import type * as model_visits_judging from "../model/visits/judging.js";
import type * as model_visits_networks from "../model/visits/networks.js";
import type * as model_visits_note from "../model/visits/note.js";
import type * as model_visits_opening from "../model/visits/opening.js";
import type * as model_visits_sweep from "../model/visits/sweep.js";
import type * as notices from "../notices.js";
import type * as overview from "../overview.js";
import type * as passkeyCeremonies from "../passkeyCeremonies.js";
import type * as passkeys from "../passkeys.js";
import type * as people from "../people.js";
import type * as person from "../person.js";
import type * as profile from "../profile.js";
import type * as rateLimits from "../rateLimits.js";
import type * as recipients from "../recipients.js";
import type * as results from "../results.js";
import type * as sessions from "../sessions.js";
import type * as signInMails from "../signInMails.js";
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
  account: typeof account;
  accountLinks: typeof accountLinks;
  apiKeys: typeof apiKeys;
  audienceCopies: typeof audienceCopies;
  audit: typeof audit;
  auth: typeof auth;
  blockedAddresses: typeof blockedAddresses;
  campaignList: typeof campaignList;
  campaignPreviews: typeof campaignPreviews;
  campaigns: typeof campaigns;
  confirmations: typeof confirmations;
  crons: typeof crons;
  errors: typeof errors;
  functions: typeof functions;
  health: typeof health;
  http: typeof http;
  "http/auth": typeof http_auth;
  "http/fields": typeof http_fields;
  "http/loginLinks": typeof http_loginLinks;
  "http/resendBlock": typeof http_resendBlock;
  "http/resendEvent": typeof http_resendEvent;
  "http/resendWebhook": typeof http_resendWebhook;
  invitations: typeof invitations;
  linkVisits: typeof linkVisits;
  loginLinks: typeof loginLinks;
  "mail/account": typeof mail_account;
  "mail/accountQueue": typeof mail_accountQueue;
  "mail/allowList": typeof mail_allowList;
  "mail/campaign": typeof mail_campaign;
  "mail/pace": typeof mail_pace;
  "mail/queue": typeof mail_queue;
  "mail/resend": typeof mail_resend;
  "mail/signIn": typeof mail_signIn;
  "mail/templateOptions": typeof mail_templateOptions;
  "mail/unblocking": typeof mail_unblocking;
  "model/account/addressChange": typeof model_account_addressChange;
  "model/account/browsers": typeof model_account_browsers;
  "model/account/deletion": typeof model_account_deletion;
  "model/account/deviceNames": typeof model_account_deviceNames;
  "model/account/devices": typeof model_account_devices;
  "model/account/eraseRecipients": typeof model_account_eraseRecipients;
  "model/account/erasure": typeof model_account_erasure;
  "model/account/forgetMailbox": typeof model_account_forgetMailbox;
  "model/account/letters": typeof model_account_letters;
  "model/account/newDevice": typeof model_account_newDevice;
  "model/account/notices": typeof model_account_notices;
  "model/account/notify": typeof model_account_notify;
  "model/account/personalData": typeof model_account_personalData;
  "model/account/scrub": typeof model_account_scrub;
  "model/account/signIns": typeof model_account_signIns;
  "model/appName": typeof model_appName;
  "model/argumentLimits": typeof model_argumentLimits;
  "model/audit": typeof model_audit;
  "model/blockedAddresses": typeof model_blockedAddresses;
  "model/campaigns/acceptance": typeof model_campaigns_acceptance;
  "model/campaigns/archive": typeof model_campaigns_archive;
  "model/campaigns/audience": typeof model_campaigns_audience;
  "model/campaigns/audienceCopies": typeof model_campaigns_audienceCopies;
  "model/campaigns/batches": typeof model_campaigns_batches;
  "model/campaigns/campaign": typeof model_campaigns_campaign;
  "model/campaigns/completion": typeof model_campaigns_completion;
  "model/campaigns/counts": typeof model_campaigns_counts;
  "model/campaigns/deliveryEvents": typeof model_campaigns_deliveryEvents;
  "model/campaigns/drafts": typeof model_campaigns_drafts;
  "model/campaigns/earlierPeople": typeof model_campaigns_earlierPeople;
  "model/campaigns/edits": typeof model_campaigns_edits;
  "model/campaigns/exclusion": typeof model_campaigns_exclusion;
  "model/campaigns/failures": typeof model_campaigns_failures;
  "model/campaigns/finishing": typeof model_campaigns_finishing;
  "model/campaigns/firstPart": typeof model_campaigns_firstPart;
  "model/campaigns/inbox": typeof model_campaigns_inbox;
  "model/campaigns/invites": typeof model_campaigns_invites;
  "model/campaigns/labels": typeof model_campaigns_labels;
  "model/campaigns/launching": typeof model_campaigns_launching;
  "model/campaigns/listed": typeof model_campaigns_listed;
  "model/campaigns/listing": typeof model_campaigns_listing;
  "model/campaigns/openInvites": typeof model_campaigns_openInvites;
  "model/campaigns/pausing": typeof model_campaigns_pausing;
  "model/campaigns/previews": typeof model_campaigns_previews;
  "model/campaigns/rates": typeof model_campaigns_rates;
  "model/campaigns/reached": typeof model_campaigns_reached;
  "model/campaigns/recipientRow": typeof model_campaigns_recipientRow;
  "model/campaigns/recipientStatus": typeof model_campaigns_recipientStatus;
  "model/campaigns/recipients": typeof model_campaigns_recipients;
  "model/campaigns/recovery": typeof model_campaigns_recovery;
  "model/campaigns/reminders": typeof model_campaigns_reminders;
  "model/campaigns/rows": typeof model_campaigns_rows;
  "model/campaigns/safety": typeof model_campaigns_safety;
  "model/campaigns/selection": typeof model_campaigns_selection;
  "model/campaigns/sending": typeof model_campaigns_sending;
  "model/campaigns/status": typeof model_campaigns_status;
  "model/campaigns/suppressions": typeof model_campaigns_suppressions;
  "model/campaigns/takeOut": typeof model_campaigns_takeOut;
  "model/campaigns/tally": typeof model_campaigns_tally;
  "model/campaigns/unsubscribe": typeof model_campaigns_unsubscribe;
  "model/campaigns/uploads": typeof model_campaigns_uploads;
  "model/campaigns/views": typeof model_campaigns_views;
  "model/cause": typeof model_cause;
  "model/endings": typeof model_endings;
  "model/invitations/invitation": typeof model_invitations_invitation;
  "model/invitations/resend": typeof model_invitations_resend;
  "model/invitations/revoke": typeof model_invitations_revoke;
  "model/links/apiKeys": typeof model_links_apiKeys;
  "model/links/arrival": typeof model_links_arrival;
  "model/links/confirmation": typeof model_links_confirmation;
  "model/links/description": typeof model_links_description;
  "model/links/expectMail": typeof model_links_expectMail;
  "model/links/grants": typeof model_links_grants;
  "model/links/links": typeof model_links_links;
  "model/links/mailState": typeof model_links_mailState;
  "model/links/mailing": typeof model_links_mailing;
  "model/links/makers": typeof model_links_makers;
  "model/links/profileFields": typeof model_links_profileFields;
  "model/links/urls": typeof model_links_urls;
  "model/log": typeof model_log;
  "model/mailReports": typeof model_mailReports;
  "model/overview/mailCounts": typeof model_overview_mailCounts;
  "model/overview/mailEvents": typeof model_overview_mailEvents;
  "model/overview/signIns": typeof model_overview_signIns;
  "model/overview/state": typeof model_overview_state;
  "model/passkeys/arrival": typeof model_passkeys_arrival;
  "model/passkeys/ceremonies": typeof model_passkeys_ceremonies;
  "model/passkeys/challenges": typeof model_passkeys_challenges;
  "model/passkeys/hasPasskey": typeof model_passkeys_hasPasskey;
  "model/passkeys/passkeys": typeof model_passkeys_passkeys;
  "model/passkeys/recovery": typeof model_passkeys_recovery;
  "model/passkeys/registration": typeof model_passkeys_registration;
  "model/people/completion": typeof model_people_completion;
  "model/people/cookiesOnly": typeof model_people_cookiesOnly;
  "model/people/directory": typeof model_people_directory;
  "model/people/keepOneAdmin": typeof model_people_keepOneAdmin;
  "model/people/lastSeen": typeof model_people_lastSeen;
  "model/people/members": typeof model_people_members;
  "model/people/person": typeof model_people_person;
  "model/people/personPage": typeof model_people_personPage;
  "model/people/proof": typeof model_people_proof;
  "model/people/search": typeof model_people_search;
  "model/people/viewer": typeof model_people_viewer;
  "model/people/welcome": typeof model_people_welcome;
  "model/production": typeof model_production;
  "model/revocation/campaigns": typeof model_revocation_campaigns;
  "model/revocation/links": typeof model_revocation_links;
  "model/revocation/revokeMadeBy": typeof model_revocation_revokeMadeBy;
  "model/secrets": typeof model_secrets;
  "model/sweeping": typeof model_sweeping;
  "model/time": typeof model_time;
  "model/visitors": typeof model_visitors;
  "model/visits/acceptances": typeof model_visits_acceptances;
  "model/visits/counting": typeof model_visits_counting;
  "model/visits/domains": typeof model_visits_domains;
  "model/visits/judging": typeof model_visits_judging;
  "model/visits/networks": typeof model_visits_networks;
  "model/visits/note": typeof model_visits_note;
  "model/visits/opening": typeof model_visits_opening;
  "model/visits/sweep": typeof model_visits_sweep;
  notices: typeof notices;
  overview: typeof overview;
  passkeyCeremonies: typeof passkeyCeremonies;
  passkeys: typeof passkeys;
  people: typeof people;
  person: typeof person;
  profile: typeof profile;
  rateLimits: typeof rateLimits;
  recipients: typeof recipients;
  results: typeof results;
  sessions: typeof sessions;
  signInMails: typeof signInMails;
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
