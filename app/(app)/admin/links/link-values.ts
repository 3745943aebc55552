import type { FunctionArgs } from "convex/server";
import type { api } from "@/convex/_generated/api";
import { HOME, safeRedirect } from "@latchkey/login-links/http";
import { PROFILE_FIELDS } from "@/lib/profile-fields";
import * as messages from "@/lib/messages/sign-in-links";
import { emailProblem } from "../_shared/email-problem";

export type MintArgs = Omit<FunctionArgs<typeof api.loginLinks.create>, "forUser">;
export type ProfileField = (typeof PROFILE_FIELDS)[number];

export type LinkValues = {
  email: string;
  name: string;
  next: string;
  /** The value of one of LIFETIMES, in minutes. */
  minutes: string;
  handover: "mail" | "show";
  metadata: Record<ProfileField, string>;
};

export const LIFETIMES = Object.entries(messages.LIFETIMES).map(([value, label]) => ({ value, label }));

export const INITIAL: LinkValues = {
  email: "",
  name: "",
  next: HOME,
  minutes: "60",
  handover: "mail",
  metadata: Object.fromEntries(PROFILE_FIELDS.map((field) => [field, ""])) as LinkValues["metadata"],
};

/** Checks that do not need the server. */
export const validate = {
  email: emailProblem,
  next: (value: string) =>
    value.trim() === "" || safeRedirect(value.trim(), "") !== "" ? null : messages.NOT_A_PAGE,
};

/** The arguments that create the link, without empty fields. */
export function toMintArgs(values: LinkValues): MintArgs {
  const { email, name, next, minutes, handover } = values;
  const metadata = filled(values.metadata);
  return {
    email: email.trim(),
    ...filled({ name, next }),
    expiresInMinutes: Number(minutes),
    deliver: handover === "mail",
    ...(Object.keys(metadata).length > 0 ? { metadata } : {}),
  };
}

function filled(fields: Record<string, string>): Record<string, string> {
  const trimmed = Object.entries(fields).map(([name, value]) => [name, value.trim()] as const);
  return Object.fromEntries(trimmed.filter(([, value]) => value !== ""));
}
