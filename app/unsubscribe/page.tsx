import type { Query } from "@latchkey/login-links/http";
import type { Metadata } from "next";
import { fetchQuery } from "convex/nextjs";
import { api } from "@/convex/_generated/api";
import { APP_NAME } from "@/lib/app-name";
import { orUnreachable } from "@/lib/server/or-unreachable";
import controls from "../ui/controls.module.css";
import { Entrance, Heading } from "../ui/entrance";
import { ReloadByItself } from "../ui/reload-by-itself";
import { readSignedLink, type SignedLink } from "./signed-link";
import { Subscription, type SubscriptionView } from "./subscription";

type Props = { searchParams: Promise<Query> };

const TITLES: Record<string, string> = {
  unsubscribed: "You are unsubscribed",
  undone: "You are back on the list",
};

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { done } = await searchParams;
  return { title: TITLES[String(done)] ?? "Unsubscribe", robots: { index: false } };
}

/**
 * The target of the link at the end of a campaign's mail. Opening it changes nothing, because scanners open every link.
 */
export default async function UnsubscribePage({ searchParams }: Props) {
  const query = await searchParams;
  const link = readSignedLink((name) => query[name]);
  return <Entrance footer={<a href="/">What is {APP_NAME}?</a>}>{await forLink(link, query)}</Entrance>;
}

async function forLink(link: SignedLink | null, { done, problem }: Query) {
  const view = link && (await peek(link));
  if (view === "unreachable") return <Unreachable />;
  if (!link || !view) return <NotOurs />;
  return (
    <Subscription
      view={view}
      link={link}
      done={done === "unsubscribed" || done === "undone" ? done : null}
      isUnreachable={problem === "unreachable"}
    />
  );
}

const peek = (link: SignedLink): Promise<SubscriptionView | "unreachable" | null> =>
  orUnreachable("unsubscribe.unreachable", () => fetchQuery(api.unsubscribes.peek, link));

function NotOurs() {
  return (
    <>
      <Heading title="We don't recognise this link">
        It may have been cut short on its way. Open it from the foot of the email again.
      </Heading>
      <p className={controls.hint}>
        Or press the unsubscribe button of your mail program: it works without this page.
      </p>
    </>
  );
}

/** An empty address means the current one, so nothing of it is lost. */
function Unreachable() {
  return (
    <>
      <Heading title="We could not reach the server">
        Nothing has changed. Your link is still good: try again in a moment.
      </Heading>
      <a className={controls.button} href="">
        Try again
      </a>
      <ReloadByItself />
    </>
  );
}
