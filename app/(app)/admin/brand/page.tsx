import type { Metadata } from "next";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/brand";
import { preloadAuthQuery } from "@/lib/server/auth-server";
import { hasRole, requireUser } from "@/lib/server/session";
import { PageHeader } from "../../page-header";
import { Reserved } from "../_shared/reserved";
import { BrandPanel } from "./brand-panel";

export const metadata: Metadata = { title: messages.TITLE };

export default async function BrandPage() {
  const user = await requireUser("/admin/brand");
  if (!hasRole(user, "admin")) return <Reserved role="admin" email={user.email} />;
  return (
    <>
      <PageHeader title={messages.TITLE} description={messages.DESCRIPTION} />
      <BrandPanel settings={await preloadAuthQuery(api.brand.settings)} />
    </>
  );
}
