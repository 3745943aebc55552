import type { Metadata } from "next";
import { APP_NAME } from "@/lib/app-name";
import { Flow, Step } from "./landing/flow";
import { LandingFrame } from "./landing/frame";
import { Confirmation, Mail, SignedIn } from "./landing/pictures";
import controls from "./ui/controls.module.css";

const TITLE = `${APP_NAME}: sign in with a link from your email`;
const DESCRIPTION = `Sign in to ${APP_NAME} with a link that we email you. There is no password to remember.`;

export const metadata: Metadata = {
  title: { absolute: TITLE },
  description: DESCRIPTION,
  alternates: { canonical: "/" },
  openGraph: {
    type: "website",
    siteName: APP_NAME,
    title: TITLE,
    description: DESCRIPTION,
    url: "/",
    images: [{ url: "/og.png", width: 1200, height: 630, alt: "Sign in with a link from your email" }],
  },
  twitter: { card: "summary_large_image" },
};

const PROMISES = [
  {
    title: "No password",
    text: "Nothing to remember, and nothing to steal.",
  },
  { title: "Each link works once", text: "A mail scanner that opens it does not use it up." },
  { title: "For developers", text: <a href="/how-it-works">How it works</a> },
];

export default function LandingPage() {
  return (
    <LandingFrame
      hero={
        <>
          <h1>Sign in with a link from your email</h1>
          <p>Enter your email address. We send you a link. Open it, and you are signed in to {APP_NAME}.</p>
          <a className={controls.button} href="/login">
            Get a link by email
          </a>
        </>
      }
      flow={
        <Flow label="How to sign in">
          <Step title="Read the email" text="It has a link and a six-digit code. Each works once.">
            <Mail />
          </Step>
          <Step title="Open the link" text="You are signed in where you asked. Elsewhere, press Continue.">
            <Confirmation />
          </Step>
          <Step title="You are signed in" text="The page that you wanted opens.">
            <SignedIn place="Dashboard" />
          </Step>
        </Flow>
      }
      promises={PROMISES}
    />
  );
}
