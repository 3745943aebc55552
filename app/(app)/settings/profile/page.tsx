import type { Metadata } from "next";
import * as messages from "@/lib/messages/settings";
import { preloadAccount, requireUser } from "@/lib/server/session";
import { AccountActions } from "./account-actions";
import { ProfileForm } from "./profile-form";

export const metadata: Metadata = { title: messages.PROFILE };

export default async function ProfilePage() {
  await requireUser("/settings/profile");
  return (
    <>
      <ProfileForm account={await preloadAccount()} />
      <AccountActions />
    </>
  );
}
