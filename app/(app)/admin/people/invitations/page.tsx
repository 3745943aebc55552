import type { Metadata } from "next";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/invitations";
import { fetchAuthQuery } from "@/lib/server/auth-server";
import { hasRole, requireUser } from "@/lib/server/session";
import { PageHeader } from "../../../page-header";
import { FIRST_PAGE } from "../../_shared/paging";
import { Reserved } from "../../_shared/reserved";
import { InviteColleague } from "../invite-colleague";
import { PeopleTabs } from "../people-tabs";
import { InvitationList } from "./invitation-list";

export const metadata: Metadata = { title: messages.TITLE };

export default async function InvitationsPage() {
  const user = await requireUser("/admin/people/invitations");
  if (!hasRole(user, "admin")) return <Reserved role="admin" email={user.email} />;
  const first = { source: "colleague", paginationOpts: FIRST_PAGE } as const;
  const { page, isDone } = await fetchAuthQuery(api.invitations.list, first);
  return (
    <>
      <PageHeader title={messages.TITLE} description={messages.DESCRIPTION} actions={<InviteColleague />} />
      <PeopleTabs />
      <InvitationList first={{ page, isDone }} />
    </>
  );
}
