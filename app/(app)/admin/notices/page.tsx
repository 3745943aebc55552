import type { Metadata } from "next";
import { api } from "@/convex/_generated/api";
import { preloadAuthQuery } from "@/lib/server/auth-server";
import { hasRole, requireUser } from "@/lib/server/session";
import * as messages from "@/lib/messages/campaign-notices";
import { PageHeader } from "../../page-header";
import { Reserved } from "../_shared/reserved";
import { MailMe } from "./mail-me";
import { Webhooks } from "./webhooks";

export const metadata: Metadata = { title: messages.TITLE };

export default async function NoticesPage() {
  const user = await requireUser("/admin/notices");
  if (!hasRole(user, "writer")) return <Reserved role="writer" email={user.email} />;
  return (
    <>
      <PageHeader title={messages.TITLE} description={messages.DESCRIPTION} />
      <MailMe preloaded={await preloadAuthQuery(api.campaignNotices.level, {})} />
      {hasRole(user, "admin") ? <Webhooks preloaded={await preloadAuthQuery(api.webhooks.list, {})} /> : null}
    </>
  );
}
