/**
 * Validators that tables and function arguments share. They are not in schema.ts, because evaluating the whole schema
 * takes long.
 */
import { type Infer, v } from "convex/values";

export const role = v.union(
  v.literal("member"),
  v.literal("writer"),
  v.literal("marketer"),
  v.literal("admin"),
);

/** Who did something. `visitor` is a person who is not signed in. `backend` is our own code. */
export const actor = v.union(
  v.object({ kind: v.literal("visitor") }),
  v.object({ kind: v.literal("backend") }),
  v.object({ kind: v.literal("user"), userId: v.string(), email: v.string() }),
  v.object({ kind: v.literal("apiKey"), apiKeyId: v.string(), name: v.string() }),
);

/**
 * The metadata that a link may copy into a profile. Its keys are those of lib/profile-fields.ts, which are checked when
 * the link is made.
 */
export const metadata = v.record(v.string(), v.string());

export const campaignStatus = v.union(
  v.literal("draft"),
  v.literal("scheduled"),
  v.literal("sending"),
  v.literal("paused"),
  v.literal("sent"),
  v.literal("cancelled"),
  v.literal("deleted"),
);

export const recipientStatus = v.union(
  v.literal("queued"),
  v.literal("claimed"),
  /** Was not mailed, because the person was already a member when the mail was due. */
  v.literal("member"),
  v.literal("suppressed"),
  v.literal("withdrawn"),
  v.literal("failed"),
  v.literal("sent"),
  v.literal("delayed"),
  v.literal("delivered"),
  v.literal("opened"),
  v.literal("clicked"),
  v.literal("bounced"),
  v.literal("complained"),
);

/** The fields of a campaign that a marketer fills in. */
export const campaignDraft = {
  name: v.string(),
  subject: v.string(),
  preheader: v.string(),
  /** Markdown with {{variables|and fallbacks}}. */
  body: v.string(),
  buttonLabel: v.string(),
  /** The path on this site that people see after they accept. */
  next: v.string(),
  /** The lifetime of an invite, in days. */
  lifetimeDays: v.number(),
  replyTo: v.optional(v.string()),
  /** The sender, where it is not the usual one: a name, and an address of a verified domain. */
  fromName: v.optional(v.string()),
  fromAddress: v.optional(v.string()),
};

/** What a marketer decides about all reminders of a campaign. */
export const reminderPlan = {
  isOn: v.boolean(),
  /** For people without a time zone of their own. */
  timeZone: v.string(),
  notAtNight: v.boolean(),
  notOnWeekends: v.boolean(),
};

/** What a marketer decides about one reminder. A missing text is the campaign's own. */
export const reminderStep = {
  /** Days after the invitation, or after the previous reminder. */
  days: v.number(),
  /** The hour of the day in the reader's time zone, from 0 to 23. */
  hour: v.number(),
  subject: v.optional(v.string()),
  body: v.optional(v.string()),
  buttonLabel: v.optional(v.string()),
};

/** The last save of one field of a draft. */
export const fieldEdit = v.object({
  /** How many saves have changed the field. */
  version: v.number(),
  /** Identifies the open page that saved the field. */
  writer: v.string(),
  /** The address of the person who saved it. */
  by: v.string(),
});

export const suppressionReason = v.union(
  v.literal("unsubscribed"),
  v.literal("bounced"),
  v.literal("complained"),
  v.literal("manual"),
);

/** Why the mail provider does not deliver to an address. `suppressed` means that the provider gave no reason. */
export const blockReason = v.union(
  v.literal("bounced"),
  v.literal("complained"),
  v.literal("suppressed"),
  v.literal("manual"),
);

export const noticeKind = v.union(
  v.literal("newDevice"),
  /** A link signed in to an account that has passkeys. */
  v.literal("linkUsed"),
  v.literal("recovery"),
);

/** Which notices about campaigns a person is mailed: all, those that need somebody, or none. */
export const noticeLevel = v.union(v.literal("all"), v.literal("problems"), v.literal("none"));

/** What happened to a mail, as the admins' overview counts it. */
export const mailOutcome = v.union(
  v.literal("sent"),
  v.literal("delivered"),
  v.literal("bounced"),
  v.literal("complained"),
  v.literal("blocked"),
);
export type MailOutcome = Infer<typeof mailOutcome>;

export const countsWriter = v.union(
  v.literal("audience"),
  v.literal("sender"),
  v.literal("projector"),
  v.literal("visitor"),
  v.literal("visits"),
);

/** What happened to one email, as reported by the provider or by an exchange. */
export const deliveryEvent = v.union(
  v.literal("sent"),
  v.literal("delayed"),
  v.literal("delivered"),
  v.literal("opened"),
  v.literal("clicked"),
  v.literal("bounced"),
  v.literal("complained"),
  v.literal("failed"),
  v.literal("suppressed"),
  v.literal("accepted"),
);

/** The endings in the addresses of uploaded pictures: PICTURE_TYPES in lib/pictures/address.ts. */
export const pictureEnding = v.union(v.literal("png"), v.literal("jpg"), v.literal("gif"), v.literal("webp"));

/** The texts of a campaign's message. */
export const messageTexts = v.object({
  subject: v.string(),
  preheader: v.string(),
  body: v.string(),
  buttonLabel: v.string(),
});
