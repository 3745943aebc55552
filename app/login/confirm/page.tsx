import {
  ENGLISH,
  type Flags,
  HOME,
  LINK_MESSAGES,
  type Look,
  type Query,
  readFlags,
  refusalOf,
  safeRedirect,
  shownCode,
} from "@latchkey/login-links/http";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import type { OwnLinkFields } from "@/lib/link-view";
import * as messages from "@/lib/messages/confirm-link";
import { getRequestId, lookAtLink } from "@/lib/server/request-context";
import { getUser } from "@/lib/server/session";
import { Entrance } from "../../ui/entrance";
import { Unreachable } from "../../ui/unreachable";
import { AskToContinue } from "./ask-to-continue";
import { CodeElsewhere } from "./code-elsewhere";
import { ConfirmSession } from "./confirm-session";
import { Refused, RevokedInvite } from "./refused";

type Props = { searchParams: Promise<Query> };

/** The title contains the result, because screen readers read the title first after a redirect. */
export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const query = await searchParams;
  const { problem } = readFlags(query);
  const look = await lookAtLink();
  const said = refusalOf(look, problem) ?? problem;
  return { title: said ? LINK_MESSAGES[said].title : titleOf(look, query), robots: { index: false } };
}

function titleOf({ view }: Look<OwnLinkFields>, { elsewhere }: Query): string {
  const code = view && view.state !== "unknown" ? shownCode(view, elsewhere) : null;
  return code === null ? messages.TITLE : ENGLISH.confirm.codeElsewhere.title;
}

/** Shows which account the person is about to enter. The link is not used up before they press the button. */
export default async function ConfirmPage({ searchParams }: Props) {
  const query = await searchParams;
  const flags = readFlags(query);
  const look = await lookAtLink();
  const isSignedIn = look.shown || flags.problem === "unknown" ? false : await findViewer();
  if (isSignedIn) redirect(HOME);
  if (isSignedIn === null || (look.shown && !look.view))
    return <Unreachable reference={await getRequestId()} />;
  return <Entrance>{forLink(look, flags, query.elsewhere)}</Entrance>;
}

/**
 * Whether somebody is signed in; null if Convex cannot be reached. Convex is only asked if there is a session cookie,
 * so null also means that cookies are enabled.
 */
const findViewer = () => getUser().then(Boolean, () => null);

function forLink(look: Look<OwnLinkFields>, flags: Flags, elsewhere: Query[string]) {
  const { shown, view, askedFor } = look;
  const refusal = refusalOf(look, flags.problem);
  if (!shown || !view || view.state === "unknown") return <Refused reason={refusal ?? "unknown"} {...look} />;
  if (view.confirms)
    return <ConfirmSession view={view} shown={shown} refusal={refusal} problem={flags.problem} />;
  if (view.viewer === "same") redirect(safeRedirect(view.next));
  if (refusal === "revoked" && view.isInviteRevoked) return <RevokedInvite maskedEmail={view.maskedEmail} />;
  if (refusal) return <Refused reason={refusal} maskedEmail={view.maskedEmail} {...look} {...flags} />;
  const code = shownCode(view, elsewhere);
  if (code !== null) return <CodeElsewhere code={code} />;
  return <AskToContinue view={view} shown={shown} askedFor={askedFor} {...flags} />;
}
