import * as messages from "@/lib/messages/campaign-write";
import styles from "./write.module.css";

export function MarkdownHelp() {
  return (
    <details className={styles.help}>
      <summary>{messages.FORMATTING}</summary>
      <dl>
        {messages.FORMATS.map(([written, shown]) => (
          <div key={written}>
            <dt>
              <code>{written}</code>
            </dt>
            <dd>{shown}</dd>
          </div>
        ))}
      </dl>
      <p>{messages.FORMATTING_HINT}</p>
    </details>
  );
}
