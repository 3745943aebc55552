import type { Metadata } from "next";
import { requireUser } from "@/lib/server/session";
import { NothingHere } from "../../nothing-here";

export const metadata: Metadata = { title: "Not found" };

type Props = { params: Promise<{ missing: string[] }> };

/** Answers addresses below /dashboard that do not exist. */
export default async function Missing({ params }: Props) {
  await requireUser(`/dashboard/${(await params).missing.join("/")}`);
  return <NothingHere href="/dashboard">Go to the dashboard</NothingHere>;
}
