import type { Query } from "@latchkey/login-links/http";
import type { Metadata } from "next";
import { fetchQuery } from "convex/nextjs";
import { api } from "@/convex/_generated/api";
import { getBrand } from "@/lib/server/brand";
import * as common from "@/lib/messages/common";
import * as errors from "@/lib/messages/errors";
import * as messages from "@/lib/messages/unsubscribe";
import { orUnreachable } from "@/lib/server/or-unreachable";
import controls from "../ui/controls.module.css";
import { Entrance } from "../ui/entrance";
import { Heading } from "../ui/heading";
import { ReloadByItself } from "../ui/reload-by-itself";
import { readSignedLink, type SignedLink } from "./signed-link";
import { Subscription, type SubscriptionView } from "./subscription";

type Props = { searchParams: Promise<Query> };

const isDone = (done: Query[string]): done is keyof typeof messages.TITLES =>
  done === "unsubscribed" || done === "undone";

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { done } = await searchParams;
  return { title: isDone(done) ? messages.TITLES[done] : messages.TITLE, robots: { index: false } };
}

/**
 * The target of the link at the end of a campaign's mail. Opening it changes nothing, because scanners open every link.
 */
export default async function UnsubscribePage({ searchParams }: Props) {
  const query = await searchParams;
  const link = readSignedLink((name) => query[name]);
  return (
    <Entrance footer={<a href="/">{common.whatIs(getBrand().name)}</a>}>
      {await forLink(link, query)}
    </Entrance>
  );
}

async function forLink(link: SignedLink | null, { done, problem }: Query) {
  const view = link && (await peek(link));
  if (view === "unreachable") return <Unreachable />;
  if (!link || !view) return <NotOurs />;
  return (
    <Subscription
      view={view}
      link={link}
      done={isDone(done) ? done : null}
      isUnreachable={problem === "unreachable"}
    />
  );
}

const peek = (link: SignedLink): Promise<SubscriptionView | "unreachable" | null> =>
  orUnreachable("unsubscribe.unreachable", () => fetchQuery(api.unsubscribes.peek, link));

function NotOurs() {
  return (
    <>
      <Heading title={common.LINK_NOT_RECOGNISED}>{messages.OPEN_AGAIN}</Heading>
      <p className={controls.hint}>{messages.USE_MAIL_PROGRAM} </p>
    </>
  );
}

/** The empty `href` is the current address, including its query. */
function Unreachable() {
  return (
    <>
      <Heading title={messages.UNREACHABLE.title}>{messages.UNREACHABLE.text}</Heading>
      <a className={controls.button} href="">
        {errors.TRY_AGAIN}
      </a>
      <ReloadByItself />
    </>
  );
}
