import {
  codeMessage,
  type Flags,
  LINK_MESSAGES,
  loginProblem,
  type Pending,
  type Problem,
  type Query,
  readFlags,
  safeRedirect,
} from "@latchkey/login-links/http";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getBrand } from "@/lib/server/brand";
import * as common from "@/lib/messages/common";
import * as messages from "@/lib/messages/sign-in";
import { getUser } from "@/lib/server/session";
import { currentRequest } from "@/lib/server/auth-server";
import { mailStateOf } from "@/lib/server/mail-state";
import { getSignInCookies } from "@/lib/server/request-context";
import { requestTime } from "@/lib/server/request-time";
import controls from "../ui/controls.module.css";
import { Entrance } from "../ui/entrance";
import { Heading } from "../ui/heading";
import { Notice } from "../ui/notice";
import { CheckEmail } from "./check-email";
import { LoginForm } from "./login-form";
import { PasskeyForm } from "./passkey-form";
import { passkeyProblem } from "./passkey-problem";

const FAREWELLS: Problem[] = ["signed_out", "half_signed_out", "session_ended"];
/** Problems with the typed address, shown at its field. */
const OF_THE_FIELD: Problem[] = ["invalid_email", "rate_limited", "unreachable"];

/**
 * For this long after a request, in ms, the page does not show the state of the mail. So the first page after a request
 * is the same for every address.
 */
const FIRST_LOOK = 3_000;

const mailOf = async ({ askedAt }: Pending) =>
  requestTime() < askedAt + FIRST_LOOK ? null : mailStateOf(await currentRequest());

type Props = { searchParams: Promise<Query> };

/** The title contains the result, because screen readers read the title first after a form was submitted. */
export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const query = await searchParams;
  const problem = loginProblem(query, (await getSignInCookies()).pending);
  return {
    title: problem
      ? messageFor(problem).title
      : (passkeyProblem(query.passkey)?.title ?? (await titleOf(query))),
    description: messages.DESCRIPTION,
    alternates: { canonical: "/login" },
  };
}

/** Asks for the address and then, in the same browser, for the code. A reload changes nothing. */
export default async function LoginPage({ searchParams }: Props) {
  const query = await searchParams;
  const next = safeRedirect(query.next);
  const { pending, secondsUntilNext } = await getSignInCookies();
  const flags = readFlags(query);
  const problem = loginProblem(query, pending);
  if (pending && query.another === undefined) {
    return (
      <Entrance footer={messages.NOTHING_ARRIVES}>
        <CheckEmail
          pending={pending}
          secondsUntilNext={secondsUntilNext}
          next={next}
          isSentAgain={query.sent === "again"}
          mail={await mailOf(pending)}
          {...flags}
          // `session_ended` is not a problem with the code, so it is not shown at the code field.
          problem={problem === "session_ended" ? null : problem}
        />
      </Entrance>
    );
  }
  const user = await findUser();
  if (user && problem === "other_account") return <StillSignedIn />;
  // With `session_ended`, a signed-in page has just redirected the user here. A redirect back could repeat without end,
  // so there is a link instead.
  if (user && problem !== "session_ended") redirect(next);
  return (
    <Entrance footer={<a href="/">{common.whatIs(getBrand().name)}</a>}>
      <Heading title={messages.TITLE}>{messages.INTRODUCTION}</Heading>
      {await formFor(next, { ...flags, problem })}
      <PasskeyForm next={next} problem={passkeyProblem(query.passkey)} />
      {user ? <a href={next}>{messages.continueAs(user.email)}</a> : null}
    </Entrance>
  );
}

/** Shown if a page of another account tried to sign out. The current user stays signed in. */
function StillSignedIn() {
  const { title, text } = LINK_MESSAGES.other_account;
  return (
    <Entrance>
      <Heading title={title}>{text}</Heading>
      <a className={controls.button} href="/dashboard">
        {common.GO_TO_DASHBOARD}
      </a>
    </Entrance>
  );
}

async function formFor(next: string, { problem, waitSeconds }: Flags) {
  const typed = (problem && (await getSignInCookies()).typed) ?? "";
  if (!problem || OF_THE_FIELD.includes(problem))
    return <LoginForm next={next} typed={typed} problem={problem} waitSeconds={waitSeconds} />;
  return (
    <>
      <Notice id="notice" message={messageFor(problem)} isBad={!FAREWELLS.includes(problem)} />
      <LoginForm next={next} typed={typed} problem={null} waitSeconds={null} describedBy="notice" />
    </>
  );
}

async function titleOf({ another, sent }: Query): Promise<string> {
  if (another !== undefined || !(await getSignInCookies()).pending) return messages.TITLE;
  return sent === "again" ? messages.SENT_AGAIN.title : messages.CHECK_EMAIL;
}

/** Null also if Convex cannot be reached, so that the form is shown in any case. */
const findUser = () => getUser().catch(() => null);

const messageFor = (problem: Problem) =>
  [...FAREWELLS, ...OF_THE_FIELD].includes(problem) ? LINK_MESSAGES[problem] : codeMessage(problem);
