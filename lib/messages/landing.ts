/** The home page, for people who want to sign in. */

export const title = (appName: string): string => `${appName}: sign in with a link from your email`;
export const description = (appName: string): string =>
  `Sign in to ${appName} with a link that we email you. There is no password to remember.`;
/** For pages that have no description of their own. */
export const shortDescription = (appName: string): string =>
  `Sign in to ${appName} with a link from your email.`;
export const picture = (appName: string): string => `${appName}: sign in with a link from your email`;

export const HEADING = "Sign in with a link from your email";
export const introduction = (appName: string): string =>
  `Enter your email address. We send you a link. Open it, and you are signed in to ${appName}.`;
export const GET_A_LINK = "Get a link by email";

export const HOW_TO_SIGN_IN = "How to sign in";
export const STEPS = {
  read: { title: "Read the email", text: "It has a link and a six-digit code. Each works once." },
  open: {
    title: "Open the link",
    text: "In the browser where you asked, it signs you in. In another one, press Continue.",
  },
  done: { title: "You are signed in", text: "The page that you wanted opens." },
} as const;

export const NO_PASSWORD = { title: "No password", text: "Nothing to remember, and nothing to steal." };
export const WORKS_ONCE = {
  title: "Each link works once",
  text: "A mail scanner that opens it does not use it up.",
};
export const FOR_DEVELOPERS = "For developers";
export const HOW_IT_WORKS = "How it works";

/** What the pictures of the steps show. */
export const PICTURES = {
  subject: (appName: string): string => `Sign in to ${appName}`,
  code: "412 728",
  email: "ada@example.com",
  signIn: "Sign in",
  continue: "Continue",
  dashboard: "Dashboard",
} as const;
