import type { Metadata } from "next";
import { preloadedQueryResult } from "convex/nextjs";
import { api } from "@/convex/_generated/api";
import { preloadAuthQuery } from "@/lib/server/auth-server";
import { preloadAccount, requireUser } from "@/lib/server/session";
import { PageHeader } from "../page-header";
import { describeDevice, describePlace } from "../device-and-place";
import { Overview } from "./overview";

export const metadata: Metadata = { title: "Dashboard" };

export default async function DashboardPage() {
  await requireUser("/dashboard");
  const [account, sessions] = await Promise.all([preloadAccount(), preloadAuthQuery(api.sessions.list)]);
  const current = preloadedQueryResult(sessions)?.find(({ isCurrent }) => isCurrent);
  return (
    <>
      <PageHeader title="Dashboard" />
      <Overview
        account={account}
        sessions={sessions}
        device={describeDevice(current?.userAgent ?? null)}
        place={describePlace(current?.ipAddress ?? null)}
      />
    </>
  );
}
