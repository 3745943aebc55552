import { type z } from "zod";
import { describeFault, type faultSchema, type Fault } from "../faults/fault";
import type { Faults } from "../faults/faults";
import type { Reply } from "../http/reply";
import { count } from "./format";
import { html, type Html } from "./html";
import { page } from "./layout";

type Preset = { label: string; fault: z.input<typeof faultSchema> };

export const FAULT_PRESETS: Record<string, Preset> = {
  "rate-limit": { label: "Too many requests (429, retry after 1 s)", fault: { status: 429, retryAfter: 1 } },
  "server-error": { label: "Server error (500)", fault: { status: 500 } },
  "daily-quota": { label: "Daily quota used up (429)", fault: { name: "daily_quota_exceeded" } },
  "monthly-quota": { label: "Monthly quota used up (429)", fault: { name: "monthly_quota_exceeded" } },
  "invalid-key": { label: "API key invalid (403)", fault: { name: "invalid_api_key" } },
  cut: { label: "Connection cut, mail lost", fault: { mode: "cut" } },
  "cut-accepted": { label: "Connection cut, mail taken in", fault: { mode: "cut", accept: true } },
  hang: { label: "Never answers", fault: { mode: "hang" } },
  slow: { label: "Answers after 5 seconds", fault: { mode: "slow", delayMs: 5_000 } },
};

/** @param host where this mailbox is, for commands that can be pasted */
export function faultPage(faults: Faults, host: string): Reply {
  const main = html` <div class="bar"><h1>Faults</h1></div>
    <p class="lead">Make the next calls that send mail go wrong, to see how the app takes it.</p>
    <div class="sides">
      <section class="panel" aria-labelledby="add-title">
        <h2 id="add-title">Add a fault</h2>
        <form class="fields" action="/controls" method="post">
          <label for="fault">What goes wrong</label>
          <select id="fault" name="fault">
            ${Object.entries(FAULT_PRESETS).map(
              ([key, { label }]) => html`<option value="${key}">${label}</option>`,
            )}
          </select>
          <label for="times">For how many calls</label>
          <input id="times" name="times" type="number" min="1" max="1000" value="1" required />
          <button type="submit">Add fault</button>
        </form>
      </section>
      <section class="panel" aria-labelledby="left-title">
        <h2 id="left-title">Waiting for a call</h2>
        <div id="faults" data-live>${left(faults.list())}</div>
      </section>
    </div>
    <section class="panel" aria-labelledby="script-title">
      <h2 id="script-title">From a script</h2>
      <div class="scroll" tabindex="0" role="region" aria-label="Example commands">
        <pre>${examples(host)}</pre>
      </div>
    </section>`;
  return page({ title: "Faults · Mailbox", tab: "faults", main });
}

function left(faults: Fault[]): Html {
  if (faults.length === 0) return html`<p class="none">None: every call is answered as it should be.</p>`;
  return html`<ol class="faults">
      ${faults.map(
        (fault) =>
          html`<li>
            <span>${describeFault(fault)}</span> <span class="times">${count(fault.times, "call")} left</span>
          </li>`,
      )}
    </ol>
    <form action="/controls/clear" method="post">
      <button id="clear-faults" class="quiet" type="submit">Clear all</button>
    </form>`;
}

function examples(host: string): string {
  return [
    `curl -X POST ${host}/faults -d '{"status":429,"times":3,"retryAfter":1}'`,
    `curl -X POST ${host}/faults -d '{"mode":"cut","accept":true}'`,
    `curl -X POST ${host}/faults -d '{"mode":"hang","times":8,"path":"/emails/batch"}'`,
    `curl ${host}/faults`,
    `curl -X DELETE ${host}/faults`,
  ].join("\n");
}
