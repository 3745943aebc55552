import type { Metadata } from "next";
import { requireUser } from "@/lib/server/session";
import { NothingHere } from "../../nothing-here";

export const metadata: Metadata = { title: "Not found" };

type Props = { params: Promise<{ missing: string[] }> };

/** Addresses below /admin that no page has. */
export default async function Missing({ params }: Props) {
  await requireUser(`/admin/${(await params).missing.join("/")}`);
  return <NothingHere href="/admin/campaigns">All campaigns</NothingHere>;
}
