import type { Metadata } from "next";
import { requireUser } from "@/lib/server/session";
import { ALL_CAMPAIGNS, NOT_FOUND } from "@/lib/messages/admin";
import { NothingHere } from "../../nothing-here";

export const metadata: Metadata = { title: NOT_FOUND };

type Props = { params: Promise<{ missing: string[] }> };

/** Shown for addresses below /admin that do not exist. */
export default async function Missing({ params }: Props) {
  await requireUser(`/admin/${(await params).missing.join("/")}`);
  return <NothingHere href="/admin/campaigns">{ALL_CAMPAIGNS}</NothingHere>;
}
