import type { TemplateOptions } from "../../emails/campaign-template";
import { env } from "../_generated/server";
import { appName } from "../model/appName";

/** What every campaign's mail says of the sender, whatever the campaign. */
export const templateOptions = (): TemplateOptions => ({
  siteUrl: env.SITE_URL,
  appName: appName(),
  senderPostalAddress: env.POSTAL_ADDRESS ?? "",
});
