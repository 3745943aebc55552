import type { Query } from "@latchkey/login-links/http";
import type { Metadata } from "next";
import { fetchQuery } from "convex/nextjs";
import { api } from "@/convex/_generated/api";
import { orUnreachable } from "@/lib/server/or-unreachable";
import { getRequestId } from "@/lib/server/request-context";
import { requestTime } from "@/lib/server/request-time";
import controls from "../../ui/controls.module.css";
import { Entrance, Heading } from "../../ui/entrance";
import { Notice } from "../../ui/notice";
import { Unreachable } from "../../ui/unreachable";
import { type ChangeLink, readChangeLink } from "./change-link";
import { ASKED, DONE, OVER, PROBLEMS } from "./messages";

type Props = { searchParams: Promise<Query> };

export const metadata: Metadata = { title: "Your email address", robots: { index: false } };

/** The target of links about another address. Opening it changes nothing, because scanners open every link. */
export default async function AddressPage({ searchParams }: Props) {
  const query = await searchParams;
  const link = readChangeLink((name) => query[name]);
  const view = link && (await peek(link));
  if (view === "unreachable") return <Unreachable reference={await getRequestId()} />;
  if (!link || !view) return <Said {...PROBLEMS.unknown} />;
  if (view.state !== "ready") return <Said {...(view.state === "done" ? DONE[link.step] : OVER)} />;
  const problem = query.problem === "taken" || query.problem === "unreachable" ? query.problem : null;
  const { title, text, button } = ASKED[link.step];
  return (
    <Entrance>
      <Heading title={title}>{text(view)}</Heading>
      {problem ? <Notice words={PROBLEMS[problem]} isBad /> : null}
      <form className={controls.form} method="post" action="/account/email/change">
        <input type="hidden" name="c" value={link.changeId} />
        <input type="hidden" name="do" value={link.step} />
        <input type="hidden" name="s" value={link.signature} />
        <button className={controls.button}>{button}</button>
      </form>
      <p className={controls.hint}>Nothing has changed yet. To keep it that way, close this page.</p>
    </Entrance>
  );
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
        Go to the dashboard
      </a>
    </Entrance>
  );
}
