import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { programs } from "../../scripts/run/programs";
import { inheritedEnvironment, nextEnvironment } from "../../scripts/run/environment";
import { waitForAnswer } from "../../scripts/run/readiness";
import { addresses, distDir, readProxySecret } from "./stack";

/** Another Next server with the same build and deployment. A test may kill it without disturbing the other tests. */
export interface NextServer {
  url: string;
  /** Its output so far, including errors. */
  output(): string;
  /**
   * Ends the freeze: from now on, calls to Convex are answered again. Calls that were frozen before stay unanswered.
   */
  thaw(): void;
  /** Ends the server as a crash would: it does not finish responses in progress. */
  kill(): Promise<void>;
}

/**
 * @param clockAhead how far the server's clock is ahead of the real time, in ms
 * @param site the URL at which people reach the server, if it is not the usual one
 * @param frozen calls to Convex whose URL or body contains this text are never answered; "" matches all calls
 */
export async function startNext({
  clockAhead = 0,
  site = addresses.app,
  frozen = null as string | null,
} = {}): Promise<NextServer> {
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [
      ...shiftClock(clockAhead),
      ...(frozen === null ? [] : preload(freeze(frozen))),
      ...programs.next("start", "--port", String(port)),
    ],
    {
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      env: environment(site),
    },
  );
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (data: Buffer) => (printed += data.toString()));
  const exited = once(child, "exit");
  const kill = async () => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, "SIGKILL");
    await exited;
  };
  const url = `http://localhost:${port}`;
  await waitForAnswer(`${url}/login`, "The other Next server", 30_000).catch(async (error: unknown) => {
    await kill();
    throw new Error(`${String(error)}\n${printed}`);
  });
  return { url, output: () => printed, thaw: () => void child.kill("SIGUSR2"), kill };
}

function environment(site: string): NodeJS.ProcessEnv {
  const given = { internalProxy: readProxySecret() };
  return {
    ...inheritedEnvironment(process.env, false),
    ...nextEnvironment({ ...addresses, app: site }, given, distDir),
  } as NodeJS.ProcessEnv;
}

function shiftClock(ahead: number): string[] {
  if (ahead === 0) return [];
  return preload(`const now = Date.now; Date.now = () => now() + ${ahead};`);
}

const freeze = (part: string) => `
  const send = globalThis.fetch;
  let frozen = ${JSON.stringify([addresses.convex, addresses.convexSite])};
  process.on("SIGUSR2", () => (frozen = []));
  globalThis.fetch = (input, init) => {
    const url = String(input.url ?? input);
    const isFrozen = frozen.some((address) => url.startsWith(address)) && (url + init?.body).includes(${JSON.stringify(part)});
    if (!isFrozen) return send(input, init);
    return new Promise((_, reject) => {
      init?.signal?.addEventListener("abort", () => reject(init.signal.reason));
    });
  };`;

const preload = (source: string) => ["--import", `data:text/javascript,${encodeURIComponent(source)}`];

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
