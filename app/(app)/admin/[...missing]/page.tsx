import type { Metadata } from "next";
import { requireUser } from "@/lib/server/session";
import { NothingHere } from "../../nothing-here";

export const metadata: Metadata = { title: "Not found" };

type Props = { params: Promise<{ missing: string[] }> };

/** Answers addresses below /admin that do not exist. */
export default async function Missing({ params }: Props) {
  await requireUser(`/admin/${(await params).missing.join("/")}`);
  return <NothingHere href="/admin/campaigns">All campaigns</NothingHere>;
}
