import type { Log } from "./log";
import { PlainError } from "./plain-error";
import { startReaper } from "./reaper";
import { describeExit, startService, type RunningService, type Service } from "./service";

/** How long a service may take to end. The local deployment writes its snapshot in that time. */
const GRACE_MS = 5_000;

/** The running services, which end together: if one fails, the others are stopped. */
export class Stage {
  /** Rejects with a message as soon as a part ends unexpectedly. Never resolves. */
  readonly crashed: Promise<never>;
  #reportCrash!: (error: PlainError) => void;
  #running = new Set<RunningService>();
  #reaper = startReaper();
  #isClosing = false;

  constructor(private readonly log: Log) {
    this.crashed = new Promise((_, reject) => (this.#reportCrash = reject));
    this.crashed.catch(() => undefined); // Without this, a rejection that nobody awaits yet would count as unhandled.
  }

  /** Starts a service that should run until the end. */
  start(service: Service): RunningService {
    const running = this.#add(service);
    void running.exited.then((exit) => {
      this.#reportCrash(
        new PlainError(
          `${service.name} ${describeExit(exit)}; its last lines are above. Everything else is being stopped.`,
        ),
      );
    });
    return running;
  }

  /** Runs a program that finishes, and prints its output only if it failed. @throws PlainError if it failed */
  async finish(service: Service): Promise<void> {
    const said: string[] = [];
    const running = this.#add(service, { ...this.log, line: (_name, text) => void said.push(text) });
    const exit = await running.exited;
    this.#running.delete(running);
    if (exit.code === 0 || this.#isClosing) return;
    said.forEach((text) => this.log.line(service.name, text));
    throw new PlainError(`${service.name} ${describeExit(exit)}; its last lines are above.`);
  }

  /** Call this once the start is over. From then on, services also print their `startNoise`. */
  settle(): void {
    this.#running.forEach((service) => service.settle());
  }

  /** Stops all services; a second call kills them. Resolves once nothing is running. */
  async close(): Promise<void> {
    const isSecondCall = this.#isClosing;
    this.#isClosing = true;
    if (isSecondCall) this.#running.forEach((service) => service.kill());
    await Promise.all([...this.#running].map((service) => service.stop(GRACE_MS)));
  }

  #add(service: Service, log = this.log): RunningService {
    if (this.#isClosing) throw new PlainError("Stopping.");
    const running = startService(service, log, this.#reaper);
    this.#running.add(running);
    return running;
  }
}
