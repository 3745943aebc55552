import type { TemplateOptions } from "../../emails/campaign-template";
import { env } from "../_generated/server";
import { appName } from "../model/appName";

/** The sender's details, which are the same in every campaign's mail. */
export const templateOptions = (): TemplateOptions => ({
  siteUrl: env.SITE_URL,
  appName: appName(),
  senderPostalAddress: env.POSTAL_ADDRESS ?? "",
});
