/** What the suite is told of the site that it checks: as JSON in the environment, because the tests run in processes of their own. */

const VARIABLE = "LOGIN_LINKS_CONFORMANCE";

/** The words by which a person finds their way. */
export const LABELS = {
  email: "Email",
  ask: "Email me a link",
  asked: "Check your email",
  code: "6-digit code",
  typeCode: "Sign in",
  continue: "Continue",
  home: "Dashboard",
  signOut: "Sign out",
};

export interface Options {
  /** As people reach it, without a trailing slash. */
  site: string;
  /** Answers `GET /emails?search=` and `GET /emails/:id` as Resend does. Either this or `mail`. */
  mailbox?: string;
  /** A module whose default export is `(address) => Promise<{ text: string; html?: string }[]>`, newest first. */
  mail?: string;
  /** An address of which `%s` is replaced with something new each time. */
  address: string;
  login: string;
  home: string;
  /** Where Better Auth says whose session the cookies of a request hold. */
  session: string;
  /** The pages are rendered in the browser. */
  needsJavaScript: boolean;
  /** Groups of promises that the site does not make. */
  without: string[];
  labels: typeof LABELS;
}

export const DEFAULTS = {
  address: "ada-%s@example.com",
  login: "/login",
  home: "/dashboard",
  session: "/api/auth/get-session",
  needsJavaScript: false,
  without: [] as string[],
  labels: LABELS,
};

/** For the environment of the tests. What is there already stays. */
export function passOptions(options: Partial<Options> & Pick<Options, "site">): void {
  process.env[VARIABLE] ??= JSON.stringify({ ...DEFAULTS, ...options });
}

export function readOptions(): Options {
  const text = process.env[VARIABLE];
  if (!text) throw new Error("Start the suite with `login-links-conformance URL`.");
  return JSON.parse(text) as Options;
}
