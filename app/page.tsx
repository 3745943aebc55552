import type { Metadata } from "next";
import * as messages from "@/lib/messages/landing";
import { getBrand } from "@/lib/server/brand";
import { Flow, Step } from "./landing/flow";
import { LandingFrame } from "./landing/frame";
import { Confirmation, Mail, SignedIn } from "./landing/pictures";
import controls from "./ui/controls.module.css";

export function generateMetadata(): Metadata {
  const { name } = getBrand();
  const title = messages.title(name);
  const description = messages.description(name);
  return {
    title: { absolute: title },
    description,
    alternates: { canonical: "/" },
    openGraph: {
      type: "website",
      siteName: name,
      title,
      description,
      url: "/",
      images: [{ url: "/brand/picture.png", width: 1200, height: 630, alt: messages.picture(name) }],
    },
    twitter: { card: "summary_large_image" },
  };
}

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
          <p>{messages.introduction(getBrand().name)}</p>
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
