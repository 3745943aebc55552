import type { Metadata } from "next";
import { APP_NAME } from "@/lib/app-name";
import * as messages from "@/lib/messages/landing";
import { Flow, Step } from "./landing/flow";
import { LandingFrame } from "./landing/frame";
import { Confirmation, Mail, SignedIn } from "./landing/pictures";
import controls from "./ui/controls.module.css";

const TITLE = messages.title(APP_NAME);
const DESCRIPTION = messages.description(APP_NAME);

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
    images: [{ url: "/og.png", width: 1200, height: 630, alt: messages.PICTURE }],
  },
  twitter: { card: "summary_large_image" },
};

const PROMISES = [
  messages.NO_PASSWORD,
  messages.WORKS_ONCE,
  { title: messages.FOR_DEVELOPERS, text: <a href="/how-it-works">{messages.HOW_IT_WORKS}</a> },
];

export default function LandingPage() {
  return (
    <LandingFrame
      hero={
        <>
          <h1>{messages.HEADING}</h1>
          <p>{messages.introduction(APP_NAME)}</p>
          <a className={controls.button} href="/login">
            {messages.GET_A_LINK}
          </a>
        </>
      }
      flow={
        <Flow label={messages.HOW_TO_SIGN_IN}>
          <Step {...messages.STEPS.read}>
            <Mail />
          </Step>
          <Step {...messages.STEPS.open}>
            <Confirmation />
          </Step>
          <Step {...messages.STEPS.done}>
            <SignedIn place={messages.PICTURES.dashboard} />
          </Step>
        </Flow>
      }
      promises={PROMISES}
    />
  );
}
