import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { fingerprint, type LinkInHand } from "@/lib/link-cookie";
import type { LinkView } from "@/lib/login-link";
import { type Flags, type Query, readFlags } from "@/lib/query";
import { safeRedirect } from "@/lib/safe-redirect";
import { getLinkInHand, peekAtLink } from "@/lib/visit";
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
  if (!view) return <Unreachable />;
  return <Entrance>{await forLink(link, view, flags)}</Entrance>;
}

const forNoLink = ({ problem }: Flags) => (
  <Refused reason={problem === "unknown" ? "unknown" : "cookies_off"} />
);

async function forLink(link: LinkInHand, view: LinkView, flags: Flags) {
  if (view.state === "unknown") return <Refused reason="unknown" />;
  if (view.viewer === "same") redirect(safeRedirect(view.next));
  // After "unreachable" nobody knows whether the link was spent; trying again tells, and gets the session if it was.
  if (view.state === "ready" || (view.state === "used" && flags.problem === "unreachable")) {
    return <AskToContinue view={view} shown={await fingerprint(link.token)} {...flags} />;
  }
  return <Refused reason={view.state} shown={await fingerprint(link.token)} {...flags} />;
}

/** Null when Convex cannot be reached. */
async function peek(token: string): Promise<LinkView | null> {
  try {
    return await peekAtLink({ token });
  } catch (error) {
    console.error("The confirm page could not reach Convex:", error);
    return null;
  }
}
