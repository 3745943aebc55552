import { spawn } from "node:child_process";
import type { Environment } from "./environment";
import { stripVTControlCharacters } from "node:util";
import { eachLine } from "./lines";
import type { Log } from "./log";
import type { Reaper } from "./reaper";

/** A program that runs as long as the whole stack. */
export interface Service {
  name: string;
  /** Arguments to Node. */
  args: readonly string[];
  env: Environment;
  /** Its working folder; by default the current one. */
  cwd?: string;
  /**
   * Lines that are never printed, because they do not help a developer (banners, addresses that our own box repeats).
   */
  noise?: readonly RegExp[];
  /** Lines that are not printed during the start. */
  startNoise?: readonly RegExp[];
}

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface RunningService {
  name: string;
  /** Resolves when the program ends, for whatever reason. Never rejects. */
  exited: Promise<Exit>;
  /** Resolves with the first matching line, printed or filtered. */
  printed(pattern: RegExp): Promise<string>;
  /** Sends SIGTERM to the program, and kills it if it still runs after `graceMs`. Resolves once it has ended. */
  stop(graceMs: number): Promise<void>;
  kill(): void;
  /** Call this once the start is over. From then on, lines that match `startNoise` are printed. */
  settle(): void;
}

const LAST_LINES_MS = 500;

/** Starts the program in its own process group, and prints its lines with its name before each. */
export function startService(service: Service, log: Log, reaper: Reaper): RunningService {
  const child = spawn(process.execPath, service.args, {
    env: service.env as NodeJS.ProcessEnv,
    cwd: service.cwd,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const group = child.pid;
  if (group !== undefined) reaper.watch(group);
  const watchers = new Set<(line: string) => void>();
  let noise = [...(service.noise ?? []), ...(service.startNoise ?? [])];
  const onLine = (line: string) => {
    const text = stripVTControlCharacters(line);
    watchers.forEach((watcher) => watcher(text));
    if (!isNoise(text, noise)) log.line(service.name, line);
  };
  eachLine(child.stdout, onLine);
  eachLine(child.stderr, onLine);
  const exited = new Promise<Exit>((resolve) => {
    child.once("error", () => resolve({ code: null, signal: null }));
    child.once("exit", (code, signal) => {
      // The program's last lines may still be in the pipe, so this waits for `close`. The wait is limited, because a
      // child of the program may keep the pipe open forever.
      child.once("close", () => resolve({ code, signal }));
      setTimeout(() => resolve({ code, signal }), LAST_LINES_MS).unref();
    });
  });
  const kill = () => signalGroup(group, "SIGKILL");
  return {
    name: service.name,
    exited,
    printed: (pattern) => firstMatch(watchers, pattern),
    kill,
    settle: () => void (noise = [...(service.noise ?? [])]),
    stop: async (graceMs) => {
      signalGroup(group, "SIGTERM");
      const insist = setTimeout(kill, graceMs);
      await exited;
      clearTimeout(insist);
      kill(); // Kills what the program left behind in its group.
      if (group !== undefined) reaper.forget(group);
    },
  };
}

function firstMatch(watchers: Set<(line: string) => void>, pattern: RegExp): Promise<string> {
  return new Promise((resolve) => {
    const watcher = (line: string) => {
      if (!pattern.test(line)) return;
      watchers.delete(watcher);
      resolve(line);
    };
    watchers.add(watcher);
  });
}

function isNoise(line: string, noise: readonly RegExp[]): boolean {
  return line.trim() === "" || noise.some((pattern) => pattern.test(line));
}

function signalGroup(group: number | undefined, signal: NodeJS.Signals): void {
  if (group === undefined) return;
  try {
    process.kill(-group, signal);
  } catch {
    // The group has already ended.
  }
}

/** The end of a sentence about a service, such as "stopped with exit code 3". */
export function describeExit({ code, signal }: Exit): string {
  if (signal !== null) return `was stopped by ${signal}`;
  return code === null ? "could not be started" : `stopped with exit code ${code}`;
}
