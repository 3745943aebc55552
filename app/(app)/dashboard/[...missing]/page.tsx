import { notFound } from "next/navigation";
import { requireUser } from "@/lib/server/session";

type Props = { params: Promise<{ missing: string[] }> };

/** Addresses below /dashboard that no page has: said inside the frame of the signed-in part. */
export default async function Missing({ params }: Props): Promise<never> {
  await requireUser(`/dashboard/${(await params).missing.join("/")}`);
  notFound();
}
