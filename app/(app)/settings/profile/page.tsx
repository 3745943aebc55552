import type { Metadata } from "next";
import { preloadAccount, requireUser } from "@/lib/server/session";
import { AccountActions } from "./account-actions";
import { ProfileForm } from "./profile-form";

export const metadata: Metadata = { title: "Profile" };

export default async function ProfilePage() {
  await requireUser("/settings/profile");
  return (
    <>
      <ProfileForm account={await preloadAccount()} />
      <AccountActions />
    </>
  );
}
