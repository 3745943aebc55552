import type { Metadata } from "next";
import { requireUser } from "@/lib/server/session";
import { NothingHere } from "../../nothing-here";

export const metadata: Metadata = { title: "Not found" };

type Props = { params: Promise<{ missing: string[] }> };

/** Answers addresses below /settings that do not exist. */
export default async function Missing({ params }: Props) {
  await requireUser(`/settings/${(await params).missing.join("/")}`);
  return (
    <NothingHere href="/dashboard" heading="h2">
      Go to the dashboard
    </NothingHere>
  );
}
