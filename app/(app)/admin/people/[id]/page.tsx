import type { Metadata } from "next";
import { preloadedQueryResult } from "convex/nextjs";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/person";
import { preloadAuthQuery } from "@/lib/server/auth-server";
import { hasRole, requireUser } from "@/lib/server/session";
import { NothingHere } from "../../../nothing-here";
import { currentMinute } from "../../links/minute";
import { Reserved } from "../../_shared/reserved";
import { PersonView } from "./person-view";

export const metadata: Metadata = { title: messages.PERSON };

/** The id is that of any row that names the person, so that no address is in a URL. */
export default async function PersonPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const user = await requireUser(`/admin/people/${id}`);
  if (!hasRole(user, "marketer")) return <Reserved role="marketer" email={user.email} />;
  const person = await preloadAuthQuery(api.person.get, { id });
  if (!preloadedQueryResult(person))
    return <NothingHere href="/admin/campaigns">{messages.BACK}</NothingHere>;
  return (
    <PersonView id={id} preloaded={person} isAdmin={hasRole(user, "admin")} initialMinute={currentMinute()} />
  );
}
