import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { cache } from "react";
import { askedForAnother } from "@/lib/login/asked-for";
import { fingerprint, type LinkInHand } from "@/lib/login/link-cookie";
import { log } from "@/lib/server/log";
import type { LinkView } from "@/lib/login/login-link";
import { type Flags, type Query, readFlags } from "@/lib/login/flags";
import { LINK_WORDS, type Problem } from "@/lib/login/refusals";
import { safeRedirect } from "@/lib/login/safe-redirect";
import { getLinkInHand, getPending, getRequestId, peekAtLink } from "@/lib/server/request-context";
import { Entrance } from "../../ui/entrance";
import { Unreachable } from "../../ui/unreachable";
import { AskToContinue } from "./ask-to-continue";
import { ConfirmSession } from "./confirm-session";
import { Refused } from "./refused";

type Props = { searchParams: Promise<Query> };

/** The title says what happened: after a redirect it is the first thing that a screen reader reads. */
export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const flags = readFlags(await searchParams);
  const link = await getLinkInHand();
  const problem = refusalOf(link, link && (await peek(link.token)), flags) ?? flags.problem;
  return { title: problem ? LINK_WORDS[problem].title : "Continue", robots: { index: false } };
}

/** Who am I about to become? Nothing is spent before the button is pressed. */
export default async function ConfirmPage({ searchParams }: Props) {
  const flags = readFlags(await searchParams);
  const link = await getLinkInHand();
  const view = link && (await peek(link.token));
  if (link && !view) return <Unreachable reference={await getRequestId()} />;
  return <Entrance>{await forLink(link, view, flags)}</Entrance>;
}

async function forLink(link: LinkInHand | null, view: LinkView | null, flags: Flags) {
  const refusal = refusalOf(link, view, flags);
  if (!link || !view || view.state === "unknown") return <Refused reason={refusal ?? "unknown"} />;
  const shown = await fingerprint(link.token);
  if (view.confirms)
    return <ConfirmSession view={view} shown={shown} refusal={refusal} problem={flags.problem} />;
  if (view.viewer === "same") redirect(safeRedirect(view.next));
  if (refusal) return <Refused reason={refusal} shown={shown} maskedEmail={view.maskedEmail} {...flags} />;
  const askedFor = askedForAnother(await getPending(), view);
  return <AskToContinue view={view} shown={shown} askedFor={askedFor} {...flags} />;
}

/** Why there is nothing to continue with; null where there is. */
function refusalOf(link: LinkInHand | null, view: LinkView | null, { problem }: Flags): Problem | null {
  if (!link) return problem === "unknown" ? "unknown" : "cookies_off";
  if (!view) return "unreachable";
  if (view.state === "unknown") return "unknown";
  const state = stateOf(view.state, problem);
  return state === "ready" ? null : state;
}

type State = Exclude<LinkView["state"], "unknown">;

/**
 * The state to show. The look at the link is up to a minute old, so the exchange's own refusal counts for more. And
 * after "unreachable" nobody knows whether the link was spent: trying again tells, and gets the session if it was.
 */
function stateOf(seen: State, problem: Flags["problem"]): State {
  if (seen === "used" && problem === "unreachable") return "ready";
  const isRefused = problem === "expired" || problem === "revoked";
  return seen === "ready" && isRefused ? problem : seen;
}

/** Null when Convex cannot be reached. Asked once for the title and the page. */
const peek = cache(async (token: string): Promise<LinkView | null> => {
  try {
    return await peekAtLink({ token });
  } catch (error) {
    log.error("confirm.unreachable", error, { requestId: await getRequestId() });
    return null;
  }
});
