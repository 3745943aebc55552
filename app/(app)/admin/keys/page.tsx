import type { Metadata } from "next";
import { api } from "@/convex/_generated/api";
import { preloadAuthQuery } from "@/lib/server/auth-server";
import { env } from "@/lib/server/env";
import { hasRole, requireUser } from "@/lib/server/session";
import * as messages from "@/lib/messages/api-keys";
import { PageHeader } from "../../page-header";
import { Reserved } from "../_shared/reserved";
import { KeyList } from "./key-list";
import { MakeKey } from "./make-key";

export const metadata: Metadata = { title: messages.TITLE };

export default async function KeysPage() {
  const user = await requireUser("/admin/keys");
  if (!hasRole(user, "admin")) return <Reserved role="admin" email={user.email} />;
  return (
    <>
      <PageHeader
        title={messages.TITLE}
        description={messages.DESCRIPTION}
        actions={<MakeKey siteUrl={env.NEXT_PUBLIC_CONVEX_SITE_URL} />}
      />
      <KeyList keys={await preloadAuthQuery(api.apiKeys.list)} />
    </>
  );
}
