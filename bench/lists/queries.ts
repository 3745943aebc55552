import type { Seeded } from "./seed";

export interface Listed {
  name: string;
  path: string;
  args: object;
  /** The table whose rows the list shows. */
  table: string;
}

/** Every paged list of the signed-in area, without a filter. */
export const listsOf = ({ sent }: Seeded): Listed[] => [
  { name: "campaigns", path: "campaignList:list", args: {}, table: "campaigns" },
  { name: "campaigns by name", path: "campaignList:list", args: { sort: "name" }, table: "campaigns" },
  { name: "campaigns by rate", path: "campaignList:list", args: { sort: "accepted" }, table: "campaigns" },
  { name: "campaigns side by side", path: "results:campaigns", args: {}, table: "campaigns" },
  ofCampaign("recipients of a campaign", sent, {}),
  ofCampaign("its accepted", sent, { reached: "accepted" }),
  ofCampaign("its links opened by people", sent, { reached: "openedByPeople" }),
  {
    name: "its receiving domains",
    path: "results:domains",
    args: { campaignId: sent },
    table: "visitDomains",
  },
  { name: "its hours", path: "results:hours", args: { campaignId: sent }, table: "campaignHours" },
  { name: "people", path: "people:list", args: {}, table: "members" },
  {
    name: "pending invitations of campaigns",
    path: "invitations:list",
    args: { source: "campaign" },
    table: "loginLinks",
  },
  { name: "sign-in links", path: "loginLinks:list", args: { minute: 0 }, table: "loginLinks" },
  { name: "suppressions", path: "suppressions:list", args: {}, table: "suppressions" },
  { name: "blocked addresses", path: "blockedAddresses:list", args: {}, table: "blockedAddresses" },
  { name: "audit", path: "audit:list", args: {}, table: "auditEvents" },
  { name: "mail by domain", path: "overview:mailDomains", args: { order: "sent" }, table: "mailDomains" },
  { name: "templates", path: "templates:list", args: {}, table: "templates" },
  { name: "webhook deliveries", path: "webhooks:deliveries", args: {}, table: "webhookDeliveries" },
];

/** Filters and searches, of which some match nothing. */
export const searchesOf = ({ sent, sending }: Seeded): Listed[] => [
  { name: "campaigns, “winter”", path: "campaignList:list", args: { search: "winter" }, table: "campaigns" },
  { name: "campaigns, a label", path: "campaignList:list", args: { label: "press" }, table: "campaigns" },
  { name: "campaigns, drafts", path: "campaignList:list", args: { status: "draft" }, table: "campaigns" },
  ofCampaign("recipients, an address", sent, { search: "person-009999" }),
  ofCampaign("recipients who bounced", sent, { status: "bounced" }),
  ofCampaign("accepted, an address", sent, { reached: "accepted", search: "person-009999" }),
  ofCampaign("accepted, “p”", sent, { reached: "accepted", search: "p" }),
  ofCampaign("sent to a domain", sent, { reached: "sent", domain: "company-3.example" }),
  ofCampaign("waiting, in a campaign that is sent", sent, { reached: "queued" }),
  ofCampaign("waiting, in one that is sending", sending, { reached: "queued" }),
  { name: "people, a name", path: "people:list", args: { search: "member19999" }, table: "members" },
  { name: "people, two words", path: "people:list", args: { search: "mem surname7" }, table: "members" },
  {
    name: "people, “m” and a role",
    path: "people:list",
    args: { search: "m", role: "writer" },
    table: "members",
  },
  {
    name: "invitations, an address",
    path: "invitations:list",
    args: { source: "campaign", search: "person-009999" },
    table: "loginLinks",
  },
  {
    name: "suppressions, an address",
    path: "suppressions:list",
    args: { search: "person-0099" },
    table: "suppressions",
  },
  { name: "audit, a part of a name", path: "audit:list", args: { subject: "nobody" }, table: "auditEvents" },
  { name: "audit, an action", path: "audit:list", args: { action: "link.asked" }, table: "auditEvents" },
];

function ofCampaign(name: string, campaignId: string, args: object): Listed {
  return { name, path: "recipients:list", args: { campaignId, ...args }, table: "recipients" };
}

export interface Single {
  name: string;
  path: string;
  args: object;
}

/** Queries without pages that show numbers over many rows, and the counts that a page asks for part by part. */
export const singlesOf = ({ sent, sending }: Seeded, draft: string, recipientId: string): Single[] => [
  { name: "a campaign's page", path: "campaigns:get", args: { campaignId: sent } },
  { name: "its reminders", path: "reminders:get", args: { campaignId: sent } },
  { name: "its due reminders, a part", path: "reminders:due", args: { campaignId: sent, cursor: null } },
  {
    name: "the zones of its audience, a part",
    path: "reminders:zones",
    args: { campaignId: sent, cursor: null },
  },
  {
    name: "open invites, a part",
    path: "recipients:openInvites",
    args: { campaignId: sending, cursor: null, now: 0 },
  },
  {
    name: "an audience from two campaigns, a part",
    path: "audienceCopies:count",
    args: { campaignId: draft, sources: [sent, sending], outcomes: ["all"], after: "" },
  },
  { name: "labels", path: "campaignList:labels", args: {} },
  { name: "the timeline of a recipient", path: "recipients:get", args: { recipientId } },
  { name: "a person's account, links and audit", path: "person:account", args: { id: recipientId } },
  { name: "a person's data", path: "person:data", args: { id: recipientId } },
  { name: "sign-ins by day", path: "overview:signIns", args: { today: Math.floor(Date.now() / 86_400_000) } },
  { name: "state of the provider", path: "overview:state", args: {} },
  { name: "own sessions", path: "sessions:list", args: {} },
];
