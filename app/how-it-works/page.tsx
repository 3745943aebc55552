import type { Metadata } from "next";
import { APP_NAME } from "@/lib/app-name";
import { Flow, Step } from "../landing/flow";
import { LandingFrame } from "../landing/frame";
import styles from "../landing/landing.module.css";
import { Mail, Mutation, SignedIn } from "../landing/pictures";

export const metadata: Metadata = {
  title: "How it works",
  description: `How ${APP_NAME} turns a link into a session, with Next.js, Convex and Better Auth.`,
  alternates: { canonical: "/how-it-works" },
};

const PROMISES = [
  {
    title: "Exactly once",
    text: "Fifty clicks at the same time make one session. A lost answer costs nothing.",
  },
  {
    title: "Safe from mail scanners",
    text: "A GET request never uses a link up. Only the reader's own click does.",
  },
  {
    title: "No JavaScript needed",
    text: "Signing in and signing out both work without it.",
  },
];

/** For developers. The landing page is for the people of the site. */
export default function HowItWorksPage() {
  return (
    <LandingFrame
      hero={
        <>
          <h1>How a link becomes a session</h1>
          <p>
            Somebody follows the link in an email and is signed in. Next.js, Convex and Better Auth do it
            together, in one transaction.
          </p>
          <p className={styles.run}>
            To run all of it on your machine: <code>npm ci && npm run dev</code>
          </p>
        </>
      }
      flow={
        <Flow label="How a link becomes a session">
          <Step
            title="A link arrives"
            text="One email has a link that works once, and six digits for the browser that asked."
          >
            <Mail />
          </Step>
          <Step
            title="One mutation uses it up"
            text="Convex checks the token, finds or creates the user and starts the session: all of it, or nothing."
          >
            <Mutation />
          </Step>
          <Step
            title="The first page is signed in"
            text="A Next.js route sets the session's cookies on its answer. The dashboard's first HTML is signed in."
          >
            <SignedIn place="/dashboard" />
          </Step>
        </Flow>
      }
      promises={PROMISES}
    />
  );
}
