import * as messages from "@/lib/messages/campaign-write";
import styles from "./write.module.css";

export function MarkdownHelp() {
  return (
    <aside className={styles.help} aria-labelledby="help">
      <h2 id="help">{messages.FORMATTING}</h2>
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
    </aside>
  );
}
