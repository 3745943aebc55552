import type { Metadata } from "next";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/overview";
import { fetchAuthQuery, preloadAuthQuery } from "@/lib/server/auth-server";
import { requestTime } from "@/lib/server/request-time";
import { hasRole, requireUser } from "@/lib/server/session";
import { PageHeader } from "../../page-header";
import { FIRST_PAGE } from "../_shared/paging";
import { Reserved } from "../_shared/reserved";
import { MailDomains } from "./mail-domains";
import { SignIns } from "./sign-ins";
import { State } from "./state";

export const metadata: Metadata = { title: messages.TITLE };

const DAY = 86_400_000;

export default async function OverviewPage() {
  const user = await requireUser("/admin/overview");
  if (!hasRole(user, "admin")) return <Reserved role="admin" email={user.email} />;
  const today = Math.floor(requestTime() / DAY);
  const [state, signIns, { page, isDone }] = await Promise.all([
    preloadAuthQuery(api.overview.state),
    preloadAuthQuery(api.overview.signIns, { today }),
    fetchAuthQuery(api.overview.mailDomains, { order: "sent", paginationOpts: FIRST_PAGE }),
  ]);
  return (
    <>
      <PageHeader title={messages.TITLE} description={messages.DESCRIPTION} />
      <State state={state} />
      <SignIns signIns={signIns} />
      <MailDomains first={{ page, isDone }} />
    </>
  );
}
