/** The suite's settings for a site: as JSON in the environment, because the tests run in separate processes. */

const VARIABLE = "LOGIN_LINKS_CONFORMANCE";

/** The labels by which the tests find fields, buttons and headings. */
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
  /** Where people reach the site, without a trailing slash. */
  site: string;
  /**
   * The URL of a mailbox that answers `GET /emails?search=` and `GET /emails/:id` as Resend does. Set either this or
   * `mail`.
   */
  mailbox?: string;
  /** A module whose default export is `(address) => Promise<{ text: string; html?: string }[]>`, newest first. */
  mail?: string;
  /** An address in which `%s` is replaced with a new value each time. */
  address: string;
  login: string;
  home: string;
  /** The path at which Better Auth returns the session in a request's cookies. */
  session: string;
  /** Whether the pages are rendered in the browser. */
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

/** Writes the options into the environment for the tests, unless it has options already. */
export function passOptions(options: Partial<Options> & Pick<Options, "site">): void {
  process.env[VARIABLE] ??= JSON.stringify({ ...DEFAULTS, ...options });
}

export function readOptions(): Options {
  const text = process.env[VARIABLE];
  if (!text) throw new Error("Start the suite with `login-links-conformance URL`.");
  return JSON.parse(text) as Options;
}
