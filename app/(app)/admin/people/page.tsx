import type { Metadata } from "next";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/people";
import { fetchAuthQuery } from "@/lib/server/auth-server";
import { hasRole, requireUser } from "@/lib/server/session";
import { PageHeader } from "../../page-header";
import { FIRST_PAGE } from "../_shared/paging";
import { Reserved } from "../_shared/reserved";
import { FindAddress } from "./find-address";
import { InviteColleague } from "./invite-colleague";
import { PeopleList } from "./people-list";
import { PeopleTabs } from "./people-tabs";

export const metadata: Metadata = { title: messages.TITLE };

export default async function PeoplePage() {
  const user = await requireUser("/admin/people");
  if (!hasRole(user, "admin")) return <Reserved role="admin" email={user.email} />;
  const { page, isDone } = await fetchAuthQuery(api.people.list, { paginationOpts: FIRST_PAGE });
  return (
    <>
      <PageHeader title={messages.TITLE} description={messages.DESCRIPTION} actions={<HeaderActions />} />
      <PeopleTabs />
      <PeopleList first={{ page, isDone }} />
    </>
  );
}

function HeaderActions() {
  return (
    <>
      <FindAddress />
      <InviteColleague />
    </>
  );
}
