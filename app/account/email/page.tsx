import type { Query } from "@latchkey/login-links/http";
import type { Metadata } from "next";
import { fetchQuery } from "convex/nextjs";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/account-links";
import * as common from "@/lib/messages/common";
import { orUnreachable } from "@/lib/server/or-unreachable";
import { getRequestId } from "@/lib/server/request-context";
import { requestTime } from "@/lib/server/request-time";
import controls from "../../ui/controls.module.css";
import { Entrance } from "../../ui/entrance";
import { Heading } from "../../ui/heading";
import { Notice } from "../../ui/notice";
import { Unreachable } from "../../ui/unreachable";
import { type ChangeLink, readChangeLink } from "./change-link";

type Props = { searchParams: Promise<Query> };

export const metadata: Metadata = { title: messages.ADDRESS_TITLE, robots: { index: false } };

/**
 * The target of links for a change of the email address. Opening the page changes nothing, because mail scanners open
 * every link.
 */
export default async function AddressPage({ searchParams }: Props) {
  const query = await searchParams;
  const link = readChangeLink((name) => query[name]);
  const view = link && (await peek(link));
  if (view === "unreachable") return <Unreachable reference={await getRequestId()} />;
  if (!link || !view) return <Said title={common.LINK_NOT_RECOGNISED} text={messages.CUT_SHORT} />;
  if (view.state !== "ready")
    return <Said {...(view.state === "done" ? messages.CHANGED[link.step] : messages.OVER)} />;
  const problem = problemOf(query);
  const { title, text, button } = messages.CHANGE[link.step];
  return (
    <Entrance>
      <Heading title={title}>{text(view)}</Heading>
      {problem ? <Notice message={problem} isBad /> : null}
      <form className={controls.form} method="post" action="/account/email/change">
        <input type="hidden" name="c" value={link.changeId} />
        <input type="hidden" name="do" value={link.step} />
        <input type="hidden" name="s" value={link.signature} />
        <button className={controls.button}>{button}</button>
      </form>
      <p className={controls.hint}>{messages.NOTHING_CHANGED_YET}</p>
    </Entrance>
  );
}

function problemOf({ problem }: Query) {
  if (problem === "taken") return messages.TAKEN;
  return problem === "unreachable" ? common.NOTHING_CHANGED : null;
}

const peek = (link: ChangeLink) =>
  orUnreachable("account.unreachable", () =>
    fetchQuery(api.accountLinks.peekChange, { ...link, now: requestTime() }),
  );

function Said({ title, text }: { title: string; text: string }) {
  return (
    <Entrance>
      <Heading title={title}>{text}</Heading>
      <a className={controls.button} href="/dashboard">
        {common.GO_TO_DASHBOARD}
      </a>
    </Entrance>
  );
}
