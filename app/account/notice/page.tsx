import type { Query } from "@latchkey/login-links/http";
import type { Metadata } from "next";
import { fetchQuery } from "convex/nextjs";
import { api } from "@/convex/_generated/api";
import { deviceName } from "@/lib/device";
import { orUnreachable } from "@/lib/server/or-unreachable";
import { getRequestId } from "@/lib/server/request-context";
import controls from "../../ui/controls.module.css";
import { Entrance, Heading } from "../../ui/entrance";
import { Notice } from "../../ui/notice";
import { Unreachable } from "../../ui/unreachable";
import { type NoticeLink, readNoticeLink } from "./notice-link";

type Props = { searchParams: Promise<Query> };

export const metadata: Metadata = { title: "Was this you?", robots: { index: false } };

/** The target of "It was not me". Opening it ends nothing, because scanners open every link. */
export default async function NoticePage({ searchParams }: Props) {
  const query = await searchParams;
  const link = readNoticeLink((name) => query[name]);
  const view = link && (await peek(link));
  if (view === "unreachable") return <Unreachable reference={await getRequestId()} />;
  if (!link || !view) return <NotOurs />;
  if (view.isDone) return <Ended />;
  const device = (view.userAgent && deviceName(view.userAgent)) ?? "an unknown device";
  return (
    <Entrance>
      <Heading title="Was this not you?">
        {view.kind === "recovery"
          ? "Somebody started a recovery of the account "
          : "Somebody signed in to the account "}
        <strong>{view.maskedEmail}</strong>
        {` with ${device}.`}
      </Heading>
      {query.problem === "unreachable" ? (
        <Notice words={{ title: "We could not reach the server", text: "Try again in a moment." }} isBad />
      ) : null}
      <form className={controls.form} method="post" action="/account/notice/answer">
        <input type="hidden" name="n" value={link.noticeId} />
        <input type="hidden" name="s" value={link.signature} />
        <button className={controls.button}>It was not me</button>
      </form>
      <p className={controls.hint}>
        That ends the session and every open link of the account. If it was you, close this page.
      </p>
    </Entrance>
  );
}

const peek = (link: NoticeLink) =>
  orUnreachable("account.unreachable", () => fetchQuery(api.accountLinks.peekNotice, link));

function Ended() {
  return (
    <Entrance>
      <Heading title="This has been answered">
        If you answered “It was not me”, we ended the session and all open links. Change the password of your
        mailbox, then sign in and look at your sessions and passkeys under Settings.
      </Heading>
      <a className={controls.button} href="/settings/sessions">
        Go to your sessions
      </a>
    </Entrance>
  );
}

function NotOurs() {
  return (
    <Entrance>
      <Heading title="We don't recognise this link">
        It may have been cut short on its way. Open it from the email again.
      </Heading>
    </Entrance>
  );
}
