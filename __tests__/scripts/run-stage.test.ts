import { spawn } from "node:child_process";
import { PassThrough } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it } from "@jest/globals";
import { eachLine } from "../../scripts/run/lines";
import type { Log } from "../../scripts/run/log";
import { Stage } from "../../scripts/run/stage";

const printed: string[] = [];
const log: Log = {
  line: (name, text) => void printed.push(`${name}| ${text}`),
  say: (text) => void printed.push(text),
  fail: (text) => void printed.push(text),
};

const script = (name: string, source: string, noise: RegExp[] = []) => ({
  name,
  args: ["-e", source],
  env: process.env,
  noise,
});

/**
 * A program that prints its own process id and that of a child. Only SIGKILL ends the program, because it ignores
 * SIGTERM.
 */
const STUBBORN = `
  process.on("SIGTERM", () => {});
  const child = require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  console.log("pids " + process.pid + " " + child.pid);
  setInterval(() => {}, 1000);
`;

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

async function untilGone(pids: number[]): Promise<void> {
  for (const deadline = Date.now() + 25_000; Date.now() < deadline; await sleep(50)) {
    if (!pids.some(isAlive)) return;
  }
  throw new Error(`still running: ${pids.filter(isAlive).join(", ")}`);
}

const pidsIn = (line: string) => line.match(/\d+/g)?.map(Number) ?? [];

afterEach(() => void printed.splice(0));

describe("a stage", () => {
  it("prefixes lines, hides noise, and names the process that stopped", async () => {
    const stage = new Stage(log);
    stage.start(script("left", `console.log("banner"); console.error("boom"); process.exit(3)`, [/banner/]));
    await expect(stage.crashed).rejects.toThrow("left stopped with exit code 3");
    await stage.close();
    expect(printed).toEqual(["left| boom"]);
  });

  it("waits for a process that ends, and fails if it fails", async () => {
    const stage = new Stage(log);
    await stage.finish(script("good", ""));
    await expect(stage.finish(script("bad", "process.exit(2)"))).rejects.toThrow(
      "bad stopped with exit code 2",
    );
    await stage.close();
  });

  it("ends the children of its children, and kills those that ignore SIGTERM", async () => {
    const stage = new Stage(log);
    const pids = pidsIn(await stage.start(script("stubborn", STUBBORN)).printed(/^pids/));
    expect(pids.every(isAlive)).toBe(true);
    const closing = stage.close();
    await stage.close();
    await closing;
    await untilGone(pids);
  });
});

describe("a script that is killed", () => {
  it("leaves no process running", async () => {
    const source = `
      const { Stage } = await import("./scripts/run/stage.ts");
      const write = (name, text) => console.log(text);
      const stage = new Stage({ line: write, say: write, fail: write });
      stage.start({ name: "stubborn", args: ["-e", ${JSON.stringify(STUBBORN)}], env: process.env });
    `;
    const orchestrator = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", source], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const pids = await new Promise<number[]>((resolve) =>
      eachLine(orchestrator.stdout, (line) => resolve(pidsIn(line))),
    );
    expect(pids).toHaveLength(2);
    orchestrator.kill("SIGKILL");
    await untilGone(pids);
  }, 20_000);
});

describe("lines", () => {
  it("arrive whole from any chunks, without text that a carriage return has overwritten", async () => {
    const stream = new PassThrough();
    const lines: string[] = [];
    eachLine(stream, (line) => lines.push(line));
    for (const chunk of ["on", "e\ntwo\r\nsp", "in\rthree\nrest"]) stream.write(chunk);
    stream.end();
    await new Promise((resolve) => stream.once("end", resolve));
    expect(lines).toEqual(["one", "two", "three", "rest"]);
  });
});
