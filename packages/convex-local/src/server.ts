import path from "node:path";
import { Authenticator } from "./auth";
import { Clock, CLOCK_FILE } from "./clock";
import { CronRunner } from "./crons";
import { LocalDeployment, type DeploymentOptions } from "./deployment";
import { Environment } from "./environment";
import { handleApiRequest } from "./http-api";
import { listen } from "./listen";
import { filesIn, Persistence } from "./persistence";
import { Scheduler } from "./scheduler";
import { handleSiteRequest } from "./site";
import { SyncServer } from "./sync/server";

export interface ServerOptions extends Omit<DeploymentOptions, "urls" | "environment" | "filesFolder"> {
  /** The port of the API and the WebSocket; HTTP actions are on the next one. */
  port: number;
  /** The folder for the state; without one, the state ends with the process. */
  stateDir?: string;
  /** How many scheduled functions run at once. */
  jobSlots?: number;
  /** A delay for each call over HTTP, in milliseconds. */
  delayMs?: number;
}

export interface LocalServer {
  deployment: LocalDeployment;
  environment: Environment;
  sync: SyncServer;
  /** Closes every connection and interrupts what is running. */
  close(): Promise<void>;
}

/** Starts a whole deployment: restores its state and listens. */
export async function startServer(options: ServerOptions): Promise<LocalServer> {
  const { port, jobSlots, delayMs = 0 } = options;
  const urls = { cloud: `http://127.0.0.1:${port}`, site: `http://127.0.0.1:${port + 1}` };
  const environment = new Environment();
  const filesFolder = options.stateDir && filesIn(options.stateDir);
  const deployment = new LocalDeployment({ ...options, urls, environment, filesFolder });
  const authenticator = new Authenticator(() => deployment.current?.appAuth ?? []);
  const sync = new SyncServer(deployment, authenticator);
  environment.onChange(() => sync.touchAll());
  deployment.onClear(() => sync.touchAll());
  const scheduler = new Scheduler(deployment, jobSlots);
  const crons = new CronRunner(deployment);
  const clock = new Clock(options.stateDir && path.join(options.stateDir, CLOCK_FILE));
  clock.onMove(() => [scheduler, crons].forEach((timed) => timed.rearm()));

  // The ports are opened first, because two processes must not write the same state.
  const closeApi = await listen(
    port,
    (request, response) => handleApiRequest({ deployment, authenticator, clock, delayMs }, request, response),
    (request, socket, head) => sync.accept(request, socket, head),
  );
  const closeSite = await listen(port + 1, (request, response) =>
    handleSiteRequest(deployment, authenticator, request, response),
  );
  const persistence = options.stateDir
    ? new Persistence(options.stateDir, deployment, environment, sync.sessions)
    : null;
  const close = async () => {
    clock.stop();
    crons.stop();
    scheduler.stop();
    sync.close();
    await Promise.all([closeApi(), closeSite(), deployment.guard.stop()]);
    persistence?.close();
  };
  try {
    await persistence?.restore();
  } catch (error) {
    await Promise.all([closeApi(), closeSite()]);
    throw error;
  }
  scheduler.start();
  return { deployment, environment, sync, close };
}
