import * as messages from "@/lib/messages/dashboard";
import page from "../page.module.css";
import styles from "./dashboard.module.css";

/** A placeholder. Replace this file with what your product shows to its members. */
export function YourProduct() {
  return (
    <section className={`${page.part} ${styles.placeholder}`} aria-labelledby="your-product">
      <h2 id="your-product">{messages.YOUR_PRODUCT}</h2>
      <p>
        {messages.YOUR_PRODUCT_HINT} <code>{messages.YOUR_PRODUCT_FILE}</code>
      </p>
      <ol>
        {messages.YOUR_PRODUCT_STEPS.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </section>
  );
}
