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
import { APP_NAME } from "@/lib/app-name";
import * as common from "@/lib/messages/common";
import * as messages from "@/lib/messages/sign-in";
import { getUser } from "@/lib/server/session";
import { currentRequest } from "@/lib/server/auth-server";
import { mailStateOf } from "@/lib/server/mail-state";
import { getSignInCookies } from "@/lib/server/request-context";
import { requestTime } from "@/lib/server/request-time";
import controls from "../ui/controls.module.css";
import { Entrance, Heading } from "../ui/entrance";
import { Notice } from "../ui/notice";
import { CheckEmail } from "./check-email";
import { LoginForm } from "./login-form";
import { PasskeyForm } from "./passkey-form";
import { passkeyProblem } from "./passkey-problem";

const FAREWELLS: Problem[] = ["signed_out", "half_signed_out", "session_ended"];
/** Problems with the typed address, shown at its field. */
const OF_THE_FIELD: Problem[] = ["invalid_email", "rate_limited", "unreachable"];

/** The first page after asking is the same for every address, to the letter. In ms. */
const FIRST_LOOK = 3_000;

const mailOf = async ({ askedAt }: Pending) =>
  requestTime() < askedAt + FIRST_LOOK ? null : mailStateOf(await currentRequest());

type Props = { searchParams: Promise<Query> };

/** The title says what happened, because after a form a screen reader reads it first. */
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
          // Nothing is wrong with the code.
          problem={problem === "session_ended" ? null : problem}
        />
      </Entrance>
    );
  }
  const user = await findUser();
  if (user && problem === "other_account") return <StillSignedIn />;
  // A signed-in page has redirected them here, and might do so again.
  if (user && problem !== "session_ended") redirect(next);
  return (
    <Entrance footer={<a href="/">{common.whatIs(APP_NAME)}</a>}>
      <Heading title={messages.TITLE}>{messages.INTRODUCTION}</Heading>
      {await formFor(next, { ...flags, problem })}
      <PasskeyForm next={next} problem={passkeyProblem(query.passkey)} />
      {user ? <a href={next}>{messages.continueAs(user.email)}</a> : null}
    </Entrance>
  );
}

/** A page of another account tried to sign out: the current person stays signed in, and reads why. */
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

/** The form is shown even if Convex cannot be reached. */
const findUser = () => getUser().catch(() => null);

const messageFor = (problem: Problem) =>
  [...FAREWELLS, ...OF_THE_FIELD].includes(problem) ? LINK_MESSAGES[problem] : codeMessage(problem);
