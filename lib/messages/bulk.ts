/** Actions on several selected rows: revoking invites, sending failed mail again, and removing suppressions. */
import { grouped } from "../numbers";

const counted = (count: number, one: string, many: string): string =>
  count === 1 ? `1 ${one}` : `${grouped(count)} ${many}`;

export const selectAddress = (email: string): string => `Select ${email}`;

export const REVOKE_INVITES = {
  action: (): string => "Revoke invites",
  question: (count: number): string => `Revoke ${counted(count, "invite", "invites")}?`,
  consequence: "Their links stop working now. Invites that were accepted or never sent are left as they are.",
  keep: "Keep them",
  failed: "Not revoked",
  done: (count: number): string => `${counted(count, "invite was", "invites were")} revoked.`,
};

export const SEND_AGAIN = {
  action: (count: number): string => `Send again to ${grouped(count)}`,
  question: (count: number): string => `Send the mail again to ${counted(count, "recipient", "recipients")}?`,
  consequence:
    "Their mail failed. They get one with a new link. People who are suppressed or members by now are left out.",
  keep: "Do not send",
  failed: "Not sent again",
  done: (count: number): string => `${counted(count, "email", "emails")} will be sent again.`,
};

export const REMOVE_SUPPRESSIONS = {
  action: (): string => "Remove from the list",
  question: (count: number): string => `Remove ${counted(count, "address", "addresses")} from the list?`,
  consequence: "Campaigns may mail them again from now on.",
  keep: "Keep them",
  failed: "Not removed",
  done: (count: number): string => `${counted(count, "address may", "addresses may")} be mailed again.`,
};
