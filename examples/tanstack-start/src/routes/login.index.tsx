import { loginPath, safeRedirect, type SignInState } from "@latchkey/login-links/react";
import { createFileRoute, redirect } from "@tanstack/react-router";
import { getSignInState } from "../server-functions";

export const Route = createFileRoute("/login/")({
  // Keeps all values as text, because the server parses them.
  validateSearch: (search) =>
    Object.fromEntries(Object.entries(search).map(([name, value]) => [name, String(value)])),
  beforeLoad: ({ context, search }) => {
    if (context.token && !search.problem) throw redirect({ href: safeRedirect(search.next) });
  },
  loaderDeps: ({ search }) => search,
  loader: ({ deps }) => getSignInState({ data: new URLSearchParams(deps).toString() }),
  component: Login,
});

function Login() {
  const { asked, typed, problem } = Route.useLoaderData();
  const next = safeRedirect(Route.useSearch().next);
  return asked ? (
    <CheckEmail asked={asked} next={next} problem={problem} />
  ) : (
    <>
      <h1>Sign in</h1>
      <Problem problem={problem} />
      <form method="post" action="/login/request">
        <input type="hidden" name="next" value={next} />
        <label>
          Email
          <input name="email" type="email" autoComplete="email" required defaultValue={typed ?? ""} />
        </label>
        <button>Email me a link</button>
      </form>
    </>
  );
}

type Asked = NonNullable<SignInState["asked"]>;

/** The mail contains a link and a code. In this browser both do the same. */
function CheckEmail({ asked, next, problem }: Pick<SignInState, "problem"> & { asked: Asked; next: string }) {
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
