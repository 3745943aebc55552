import type { Metadata } from "next";
import { Flow } from "./landing/flow";
import styles from "./landing/landing.module.css";
import controls from "./ui/controls.module.css";
import { Wordmark } from "./ui/wordmark";

const TITLE = "Latchkey: a link becomes a session";
const DESCRIPTION =
  "Somebody follows the link in an email and is signed in. The whole way from one to the other, on Next.js, Convex and Better Auth.";

export const metadata: Metadata = {
  description: DESCRIPTION,
  alternates: { canonical: "/" },
  openGraph: {
    type: "website",
    siteName: "Latchkey",
    title: TITLE,
    description: DESCRIPTION,
    url: "/",
    // Made by `npm run screenshots`.
    images: [
      { url: "/og.png", width: 1200, height: 630, alt: "Latchkey: a link arrives, one mutation, signed in" },
    ],
  },
  twitter: { card: "summary_large_image" },
};

const PROMISES = [
  { title: "Exactly once", text: "Fifty clicks at once make one session. A lost answer costs nothing." },
  { title: "Scanners spend nothing", text: "Opening a link is inert. Only its reader can use it up." },
  { title: "No JavaScript needed", text: "From the email to the dashboard, and out again." },
];

export default function LandingPage() {
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <Wordmark />
        <a className={controls.small} href="/login">
          Sign in
        </a>
      </header>
      <main className={styles.main}>
        <section className={styles.hero}>
          <h1>A link becomes a session</h1>
          <p>
            Somebody follows the link in an email, and is signed in. Latchkey is the whole way from one to the
            other, on Next.js, Convex and Better Auth.
          </p>
          <a className={controls.button} href="/login">
            Get a link by email
          </a>
          <p className={styles.run}>
            Or have all of it on your machine: <code>npm ci && npm run dev</code>
          </p>
        </section>
        <Flow />
        <ul className={styles.promises}>
          {PROMISES.map(({ title, text }) => (
            <li key={title}>
              <strong>{title}</strong>
              <span>{text}</span>
            </li>
          ))}
        </ul>
      </main>
    </div>
  );
}
