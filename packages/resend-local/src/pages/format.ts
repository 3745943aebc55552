import { html, type Html } from "./html";

const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });
const day = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});

/** Today's times to the second, earlier ones with their day, on this machine's clock. */
export function time(at: Date): Html {
  const today = at.toDateString() === new Date().toDateString();
  return html`<time datetime="${at.toISOString()}">${(today ? clock : day).format(at)}</time>`;
}

export function bytes(size: number): string {
  return size < 1000 ? `${size} B` : `${(size / 1000).toFixed(1)} kB`;
}

export function count(n: number, noun: string): string {
  return `${n.toLocaleString("en")} ${noun}${n === 1 ? "" : "s"}`;
}

const TONES: Record<string, string> = {
  delivered: "good",
  opened: "good",
  clicked: "good",
  bounced: "bad",
  complained: "bad",
  failed: "bad",
  suppressed: "bad",
  delivery_delayed: "warn",
};

/** The last event as a small label; its words carry the meaning, its colour only helps. */
export function badge(event: string): Html {
  return html`<span class="badge ${TONES[event] ?? "plain"}">${event.replace("_", " ")}</span>`;
}
