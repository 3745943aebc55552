import type { Query } from "@latchkey/login-links/http";
import type { Metadata } from "next";
import { fetchQuery } from "convex/nextjs";
import { api } from "@/convex/_generated/api";
import { deviceName } from "@/lib/device";
import * as messages from "@/lib/messages/account-links";
import * as common from "@/lib/messages/common";
import { orUnreachable } from "@/lib/server/or-unreachable";
import { getRequestId } from "@/lib/server/request-context";
import controls from "../../ui/controls.module.css";
import { Entrance } from "../../ui/entrance";
import { Heading } from "../../ui/heading";
import { Notice } from "../../ui/notice";
import { Sentence } from "../../ui/sentence";
import { Unreachable } from "../../ui/unreachable";
import { type NoticeLink, readNoticeLink } from "./notice-link";

type Props = { searchParams: Promise<Query> };

export const metadata: Metadata = { title: messages.NOTICE_TITLE, robots: { index: false } };

/** The target of the link "It was not me". Opening the page changes nothing, because mail scanners open every link. */
export default async function NoticePage({ searchParams }: Props) {
  const query = await searchParams;
  const link = readNoticeLink((name) => query[name]);
  const view = link && (await peek(link));
  if (view === "unreachable") return <Unreachable reference={await getRequestId()} />;
  if (!link || !view) return <NotOurs />;
  if (view.isDone) return <Ended />;
  const device = (view.userAgent && deviceName(view.userAgent)) ?? messages.UNKNOWN_DEVICE;
  const said = view.kind === "recovery" ? messages.startedRecovery : messages.signedIn;
  return (
    <Entrance>
      <Heading title={messages.NOT_YOU}>
        <Sentence parts={said(<strong>{view.maskedEmail}</strong>, device)} />
      </Heading>
      {query.problem === "unreachable" ? <Notice message={common.NOTHING_CHANGED} isBad /> : null}
      <form className={controls.form} method="post" action="/account/notice/answer">
        <input type="hidden" name="n" value={link.noticeId} />
        <input type="hidden" name="s" value={link.signature} />
        <button className={controls.button}>{messages.NOT_ME}</button>
      </form>
      <p className={controls.hint}>{messages.WHAT_ENDS} </p>
    </Entrance>
  );
}

const peek = (link: NoticeLink) =>
  orUnreachable("account.unreachable", () => fetchQuery(api.accountLinks.peekNotice, link));

function Ended() {
  return (
    <Entrance>
      <Heading title={messages.ANSWERED.title}>{messages.ANSWERED.text}</Heading>
      <a className={controls.button} href="/settings/sessions">
        {messages.GO_TO_SESSIONS}
      </a>
    </Entrance>
  );
}

function NotOurs() {
  return (
    <Entrance>
      <Heading title={common.LINK_NOT_RECOGNISED}>{messages.CUT_SHORT}</Heading>
    </Entrance>
  );
}
