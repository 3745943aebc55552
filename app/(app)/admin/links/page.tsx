import type { Metadata } from "next";
import { api } from "@/convex/_generated/api";
import { fetchAuthQuery } from "@/lib/server/auth-server";
import { hasRole, requireUser } from "@/lib/server/session";
import * as messages from "@/lib/messages/sign-in-links";
import { PageHeader } from "../../page-header";
import { FIRST_PAGE } from "../_shared/paging";
import { Reserved } from "../_shared/reserved";
import { LinkList } from "./link-list";
import { MakeLink } from "./make-link";
import { currentMinute } from "./minute";

export const metadata: Metadata = { title: messages.TITLE };

export default async function LinksPage() {
  const user = await requireUser("/admin/links");
  if (!hasRole(user, "admin")) return <Reserved role="admin" email={user.email} />;
  const minute = currentMinute();
  const { page, isDone } = await fetchAuthQuery(api.loginLinks.list, { minute, paginationOpts: FIRST_PAGE });
  return (
    <>
      <PageHeader title={messages.TITLE} description={messages.DESCRIPTION} actions={<MakeLink />} />
      <LinkList first={{ page, isDone }} minute={minute} />
    </>
  );
}
