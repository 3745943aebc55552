import controls from "./ui/controls.module.css";
import styles from "./landing.module.css";
import { Wordmark } from "./ui/wordmark";

const STEPS = [
  {
    title: "A link arrives",
    detail: "/login/callback?token=…",
    text: "One email with a one-time link, and six digits for the browser that asked.",
  },
  {
    title: "One mutation spends it",
    detail: "loginLinks.exchange",
    text: "Convex checks the token, finds or makes the person, and mints the session. All of it, or none.",
  },
  {
    title: "The first page is signed in",
    detail: "303 · Set-Cookie",
    text: "A Next.js route puts the cookies on its answer, and the dashboard needs no second look.",
  },
];

const PROMISES = [
  { title: "Exactly once", text: "Fifty clicks at once make one session. A lost answer costs nothing." },
  { title: "Scanners spend nothing", text: "Opening a link is inert. Only its reader can use it up." },
  { title: "No JavaScript needed", text: "From the email to the dashboard and out again." },
];

export default function LandingPage() {
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <Wordmark />
        <a href="/login">Sign in</a>
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
        </section>
        <ol className={styles.flow} aria-label="How a link becomes a session">
          {STEPS.map(({ title, detail, text }) => (
            <li key={title} className={styles.step}>
              <h2>{title}</h2>
              <code>{detail}</code>
              <p>{text}</p>
            </li>
          ))}
        </ol>
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
