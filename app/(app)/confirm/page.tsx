import "../mantine-styles";
import { LINK_MESSAGES, type Query, readFlags, safeRedirect } from "@latchkey/login-links/http";
import type { Metadata } from "next";
import Link from "next/link";
import * as common from "@/lib/messages/common";
import * as messages from "@/lib/messages/confirm-identity";
import { requireUser } from "@/lib/server/session";
import controls from "../../ui/controls.module.css";
import { Notice } from "../../ui/notice";
import { PageHeader } from "../page-header";
import { ConfirmPage } from "./confirm-page";

export const metadata: Metadata = { title: messages.TITLE };

/**
 * The page that opens after the mail's link was used (`done`). Without `done`, it shows the form, for actions that
 * cannot ask in a dialog.
 */
export default async function Page({ searchParams }: { searchParams: Promise<Query> }) {
  await requireUser("/confirm");
  const query = await searchParams;
  const { next, done } = query;
  if (done !== undefined) return <Done />;
  return (
    <>
      <PageHeader title={messages.TITLE} description={messages.THEN_CONTINUE} />
      {readFlags(query).problem === "cookies_off" ? (
        <Notice message={LINK_MESSAGES.cookies_off} isBad />
      ) : null}
      <ConfirmPage next={safeRedirect(typeof next === "string" ? next : undefined)} />
    </>
  );
}

function Done() {
  return (
    <>
      <PageHeader title={messages.CONFIRMED.title} description={messages.CONFIRMED.text} />
      <Link className={controls.quiet} href="/dashboard">
        {common.GO_TO_DASHBOARD}
      </Link>
    </>
  );
}
