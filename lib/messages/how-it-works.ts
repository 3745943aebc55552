/** The page for developers. */

export const TITLE = "How it works";
export const description = (appName: string): string =>
  `How ${appName} turns a link into a session, with Next.js, Convex and Better Auth.`;

export const HEADING = "How a link becomes a session";
export const INTRODUCTION =
  "A person opens the link in an email and is signed in. Next.js, Convex and Better Auth do this together, in one transaction.";
export const TO_RUN_IT = "To run all of it on your machine:";
export const COMMAND = "npm ci && npm run dev";

export const STEPS = {
  arrives: {
    title: "A link arrives",
    text: "One email has a link that works once, and six digits for the browser that asked.",
  },
  mutation: {
    title: "One mutation uses it up",
    text: "Convex checks the token, finds or creates the user and starts the session: all of it, or nothing.",
  },
  signedIn: {
    title: "The first page is signed in",
    text: "A Next.js route sets the session's cookies in its response. The dashboard's first HTML is signed in.",
  },
} as const;

export const PROMISES = [
  {
    title: "Exactly once",
    text: "Fifty clicks at the same time start one session. If the response is lost, the same browser can try again.",
  },
  {
    title: "Safe from mail scanners",
    text: "A GET request never uses a link up. Only a person's click does.",
  },
  { title: "No JavaScript needed", text: "Signing in and signing out both work without it." },
] as const;

/** What the pictures of the steps show. */
export const CALL = {
  on: "loginLinks.",
  name: "exchange",
  with: "(token)",
  gives: "{ setCookies, … }",
} as const;
export const DASHBOARD = "/dashboard";
