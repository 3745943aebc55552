import { loginPath, safeRedirect, type SignInState, useSignInState } from "@latchkey/login-links/react";
import { useEffect } from "react";
import { authClient } from "./auth-client";

const query = new URLSearchParams(window.location.search);
const next = safeRedirect(query.get("next"));

/** Asks for the address and then, in the same browser, for the code. The forms post to the routes, without a script. */
export function Login() {
  const state = useSignInState();
  useEffect(() => {
    if (!query.has("problem")) void leaveWithSession();
  }, []);
  if (state === undefined) return <p>One moment…</p>;
  if (state?.asked) return <CheckEmail asked={state.asked} problem={state.problem} />;
  return (
    <>
      <h1>Sign in</h1>
      {state ? <Problem problem={state.problem} /> : <p role="alert">We could not reach the server.</p>}
      <form method="post" action="/login/request">
        <input type="hidden" name="next" value={next} />
        <label>
          Email
          <input name="email" type="email" autoComplete="email" required defaultValue={state?.typed ?? ""} />
        </label>
        <button>Email me a link</button>
      </form>
    </>
  );
}

/** Redirects a person who is already signed in. */
async function leaveWithSession(): Promise<void> {
  const { data: session } = await authClient.getSession();
  if (session) window.location.replace(next);
}

type Asked = NonNullable<SignInState["asked"]>;

/** The mail contains a link and a code. In this browser both do the same. */
function CheckEmail({ asked, problem }: Pick<SignInState, "problem"> & { asked: Asked }) {
  return (
    <>
      <h1>Check your email</h1>
      <p>
        A link and a code are on their way to{" "}
        <strong>{asked.email ?? "the address that your link was for"}</strong>.
      </p>
      <Problem problem={problem} />
      <form method="post" action="/login/callback">
        <input type="hidden" name="next" value={next} />
        <input type="hidden" name="for" value={asked.email ?? ""} />
        <label>
          6-digit code
          <input name="code" inputMode="numeric" autoComplete="one-time-code" required />
        </label>
        <button>Sign in</button>
      </form>
      {asked.email ? (
        <form method="post" action="/login/request">
          <input type="hidden" name="next" value={next} />
          <button>Send again</button>
        </form>
      ) : null}
      <a href={loginPath(next, { another: "" })}>Use another address</a>
    </>
  );
}

function Problem({ problem }: Pick<SignInState, "problem">) {
  return problem ? <p role="alert">{problem.text}</p> : null;
}
