import type { Metadata } from "next";
import { preloadedQueryResult } from "convex/nextjs";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/dashboard";
import { preloadAuthQuery } from "@/lib/server/auth-server";
import { requestTime } from "@/lib/server/request-time";
import { preloadAccount, requireUser } from "@/lib/server/session";
import { PageHeader } from "../page-header";
import { describeDevice, describePlace } from "../device-and-place";
import { NextTime } from "../passkeys/next-time";
import { Overview } from "./overview";
import { RecentSignIns } from "./recent-sign-ins";
import { YourProduct } from "./your-product";

export const metadata: Metadata = { title: messages.TITLE };

const FRESH = 10 * 60_000;

/** While the session is new, the user can add a passkey without confirming their identity again. */
const isFresh = ({ createdAt }: { createdAt: number }) => requestTime() < createdAt + FRESH;

export default async function DashboardPage() {
  const user = await requireUser("/dashboard");
  const [account, sessions, passkeys, signIns] = await Promise.all([
    preloadAccount(),
    preloadAuthQuery(api.sessions.list),
    preloadAuthQuery(api.passkeys.list),
    preloadAuthQuery(api.account.signIns),
  ]);
  const current = preloadedQueryResult(sessions)?.find(({ isCurrent }) => isCurrent);
  const hasPasskey = (preloadedQueryResult(passkeys)?.passkeys ?? []).length > 0;
  return (
    <>
      <PageHeader title={messages.TITLE} description={messages.welcome(user.name)} />
      <YourProduct />
      <Overview
        account={account}
        sessions={sessions}
        device={describeDevice(current?.userAgent ?? null)}
        place={describePlace(current?.ipAddress ?? null)}
      />
      <RecentSignIns signIns={signIns} />
      {!hasPasskey && current && isFresh(current) ? <NextTime userId={user.id} /> : null}
    </>
  );
}
