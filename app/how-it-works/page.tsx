import type { Metadata } from "next";
import { getBrand } from "@/lib/server/brand";
import * as messages from "@/lib/messages/how-it-works";
import { Flow, Step } from "../landing/flow";
import { LandingFrame } from "../landing/frame";
import styles from "../landing/landing.module.css";
import { Mail, Mutation, SignedIn } from "../landing/pictures";

export const generateMetadata = (): Metadata => ({
  title: messages.TITLE,
  description: messages.description(getBrand().name),
  alternates: { canonical: "/how-it-works" },
});

/** Explains the sign-in to developers. The landing page is for users of the site. */
export default function HowItWorksPage() {
  return (
    <LandingFrame
      hero={
        <>
          <h1>{messages.HEADING}</h1>
          <p>{messages.INTRODUCTION}</p>
          <p className={styles.run}>
            {messages.TO_RUN_IT} <code>{messages.COMMAND}</code>
          </p>
        </>
      }
      flow={
        <Flow label={messages.HEADING}>
          <Step {...messages.STEPS.arrives}>
            <Mail />
          </Step>
          <Step {...messages.STEPS.mutation}>
            <Mutation />
          </Step>
          <Step {...messages.STEPS.signedIn}>
            <SignedIn place={messages.DASHBOARD} />
          </Step>
        </Flow>
      }
      promises={messages.PROMISES}
    />
  );
}
