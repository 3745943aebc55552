import type { Metadata } from "next";
import { GO_TO_DASHBOARD } from "@/lib/messages/common";
import { NOT_FOUND } from "@/lib/messages/errors";
import { requireUser } from "@/lib/server/session";
import { NothingHere } from "../../nothing-here";

export const metadata: Metadata = { title: NOT_FOUND };

type Props = { params: Promise<{ missing: string[] }> };

/** Shown for addresses below /settings that do not exist. */
export default async function Missing({ params }: Props) {
  await requireUser(`/settings/${(await params).missing.join("/")}`);
  return (
    <NothingHere href="/dashboard" heading="h2">
      {GO_TO_DASHBOARD}
    </NothingHere>
  );
}
