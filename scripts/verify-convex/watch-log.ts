import { spawn } from "node:child_process";
import { eachLine } from "../run/lines";
import { cliCommand } from "../deployment/convex-cli";
import type { Selection } from "../deployment/selection";
import { until } from "../../bench/support/until";
import { parseEntry } from "./log-entry";
import { addEntry, type LogSummary, newSummary } from "./log-summary";

/** How long the log has to be quiet before its last entries are considered complete. */
const STILL_MS = 2_000;
const STILL_WITHIN_MS = 30_000;

export interface LogWatch {
  /** Stops watching. */
  finish(): Promise<LogSummary>;
}

/**
 * Reads what functions log from now on. The deployment keeps its newest thousand calls (MAX_UDF_EXECUTION in
 * convex-backend), so the first answer includes calls from before the CLI was ready.
 */
export function watchLog(selection: Selection): LogWatch {
  const [summary, since] = [newSummary(), Date.now() / 1_000];
  const { args, env } = cliCommand(selection, ["logs", "--jsonl", "--history", "1000"]);
  const child = spawn(process.execPath, args, {
    cwd: selection.project,
    env: env as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const gone = new Promise<void>((resolve) => child.once("close", () => resolve()));
  eachLine(child.stdout, (line) => {
    const entry = parseEntry(line);
    if (entry && entry.timestamp >= since) addEntry(summary, entry);
  });
  return {
    finish: async () => {
      await untilStill(summary);
      child.kill();
      await gone;
      return summary;
    },
  };
}

async function untilStill(summary: LogSummary): Promise<void> {
  let before = -1;
  const look = async () => {
    const isStill = summary.entries === before;
    before = summary.entries;
    return isStill || null;
  };
  await until(look, { withinMs: STILL_WITHIN_MS, everyMs: STILL_MS });
}
