import { type z } from "zod";
import { describeFault, type faultSchema, type Fault } from "../faults/fault";
import type { Faults } from "../faults/faults";
import type { Reply } from "../http/reply";
import { html, type Html } from "./html";
import { page } from "./layout";
import { count } from "./parts";

type Preset = { label: string; fault: z.input<typeof faultSchema> };

export const FAULT_PRESETS: Record<string, Preset> = {
  "rate-limit": { label: "Too many requests (429, retry after 1 s)", fault: { status: 429, retryAfter: 1 } },
  "server-error": { label: "Server error (500)", fault: { status: 500 } },
  "daily-quota": { label: "Daily quota used up (429)", fault: { name: "daily_quota_exceeded" } },
  "monthly-quota": { label: "Monthly quota used up (429)", fault: { name: "monthly_quota_exceeded" } },
  "invalid-key": { label: "API key invalid (403)", fault: { name: "invalid_api_key" } },
  cut: { label: "Connection cut, mail lost", fault: { mode: "cut" } },
  "cut-accepted": { label: "Connection cut, mail accepted", fault: { mode: "cut", accept: true } },
  hang: { label: "Never answers", fault: { mode: "hang" } },
  slow: { label: "Answers after 5 seconds", fault: { mode: "slow", delayMs: 5_000 } },
};

export function faultPage(faults: Faults): Reply {
  const options = Object.entries(FAULT_PRESETS).map(
    ([key, { label }]) => html`<option value="${key}">${label}</option>`,
  );
  const main = html`<h1>Faults</h1>
    <p class="quiet">What goes wrong with the next calls that send mail. Scripts use POST /faults.</p>
    <form class="row" action="/controls" method="post">
      <label
        >What goes wrong
        <select name="fault">
          ${options}
        </select></label
      >
      <label
        >For how many calls <input name="times" type="number" min="1" max="1000" value="1" required
      /></label>
      <button type="submit">Add fault</button>
    </form>
    <div id="faults" data-live>${waiting(faults.list())}</div>`;
  return page({ title: "Faults · Mailbox", path: "/controls", main });
}

function waiting(faults: Fault[]): Html {
  if (faults.length === 0) return html`<p class="quiet">None: every call is answered as it should be.</p>`;
  return html`<ol class="list">
      ${faults.map((fault) => html`<li>${describeFault(fault)}: ${count(fault.times, "call")} left</li>`)}
    </ol>
    <form action="/controls/clear" method="post">
      <button id="clear-faults" type="submit">Clear all</button>
    </form>`;
}
