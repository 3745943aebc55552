import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { fingerprint, type LinkInHand } from "@/lib/link-cookie";
import { log } from "@/lib/log";
import type { LinkView } from "@/lib/login-link";
import { type Flags, type Query, readFlags } from "@/lib/query";
import { safeRedirect } from "@/lib/safe-redirect";
import { getLinkInHand, getRequestId, peekAtLink } from "@/lib/visit";
import { Entrance } from "../../ui/entrance";
import { Unreachable } from "../../ui/unreachable";
import { AskToContinue } from "./ask-to-continue";
import { Refused } from "./refused";

export const metadata: Metadata = { title: "Continue" };

/** Who am I about to become? Nothing is spent before the button is pressed. */
export default async function ConfirmPage({ searchParams }: { searchParams: Promise<Query> }) {
  const flags = readFlags(await searchParams);
  const link = await getLinkInHand();
  if (!link) return <Entrance>{forNoLink(flags)}</Entrance>;
  const view = await peek(link.token);
  if (!view) return <Unreachable reference={await getRequestId()} />;
  return <Entrance>{await forLink(link, view, flags)}</Entrance>;
}

const forNoLink = ({ problem }: Flags) => (
  <Refused reason={problem === "unknown" ? "unknown" : "cookies_off"} />
);

async function forLink(link: LinkInHand, view: LinkView, flags: Flags) {
  if (view.state === "unknown") return <Refused reason="unknown" />;
  if (view.viewer === "same") redirect(safeRedirect(view.next));
  const shown = await fingerprint(link.token);
  const state = stateOf(view.state, flags.problem);
  if (state === "ready") return <AskToContinue view={view} shown={shown} {...flags} />;
  return <Refused reason={state} shown={shown} {...flags} />;
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

/** Null when Convex cannot be reached. */
async function peek(token: string): Promise<LinkView | null> {
  try {
    return await peekAtLink({ token });
  } catch (error) {
    log.error("confirm.unreachable", error, { requestId: await getRequestId() });
    return null;
  }
}
