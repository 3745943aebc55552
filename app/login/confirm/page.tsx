import {
  type Flags,
  HOME,
  LINK_MESSAGES,
  type Look,
  type Query,
  readFlags,
  refusalOf,
  safeRedirect,
} from "@latchkey/login-links/http";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import type { OwnLinkFields } from "@/lib/link-view";
import { getRequestId, lookAtLink } from "@/lib/server/request-context";
import { getUser } from "@/lib/server/session";
import { Entrance } from "../../ui/entrance";
import { Unreachable } from "../../ui/unreachable";
import { AskToContinue } from "./ask-to-continue";
import { ConfirmSession } from "./confirm-session";
import { Refused } from "./refused";

type Props = { searchParams: Promise<Query> };

/** The title says what happened: after a redirect it is the first thing that a screen reader reads. */
export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { problem } = readFlags(await searchParams);
  const said = refusalOf(await lookAtLink(), problem) ?? problem;
  return { title: said ? LINK_MESSAGES[said].title : "Continue", robots: { index: false } };
}

/** Who am I about to become? Nothing is spent before the button is pressed. */
export default async function ConfirmPage({ searchParams }: Props) {
  const flags = readFlags(await searchParams);
  const look = await lookAtLink();
  const isSignedIn = look.shown || flags.problem === "unknown" ? false : await findViewer();
  if (isSignedIn) redirect(HOME);
  if (isSignedIn === null || (look.shown && !look.view))
    return <Unreachable reference={await getRequestId()} />;
  return <Entrance>{forLink(look, flags)}</Entrance>;
}

/** Whether somebody is signed in. Null where Convex is out of reach: a session's cookie is there, so cookies are not off. */
const findViewer = () => getUser().then(Boolean, () => null);

function forLink(look: Look<OwnLinkFields>, flags: Flags) {
  const { shown, view, askedFor } = look;
  const refusal = refusalOf(look, flags.problem);
  if (!shown || !view || view.state === "unknown") return <Refused reason={refusal ?? "unknown"} {...look} />;
  if (view.confirms)
    return <ConfirmSession view={view} shown={shown} refusal={refusal} problem={flags.problem} />;
  if (view.viewer === "same") redirect(safeRedirect(view.next));
  if (refusal) return <Refused reason={refusal} maskedEmail={view.maskedEmail} {...look} {...flags} />;
  return <AskToContinue view={view} shown={shown} askedFor={askedFor} {...flags} />;
}
