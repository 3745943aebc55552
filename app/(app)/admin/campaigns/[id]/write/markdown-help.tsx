import styles from "./write.module.css";

const LINES: [string, string][] = [
  ["**bold**, _italic_", "bold, italic"],
  ["## Heading", "a heading"],
  ["- one", "a list (1. numbers it)"],
  ["[words](https://…)", "a link"],
  ["![what it shows](https://…)", "an image"],
  ["> words", "a quotation"],
  ["---", "a horizontal line"],
  ["{{firstName|there}}", "their first name, or “there”"],
];

export function MarkdownHelp() {
  return (
    <aside className={styles.help} aria-labelledby="help">
      <h2 id="help">How to format</h2>
      <dl>
        {LINES.map(([written, shown]) => (
          <div key={written}>
            <dt>
              <code>{written}</code>
            </dt>
            <dd>{shown}</dd>
          </div>
        ))}
      </dl>
      <p>An empty line starts a new paragraph. HTML is shown as you type it.</p>
    </aside>
  );
}
