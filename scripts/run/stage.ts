import type { Log } from "./log";
import { PlainError } from "./plain-error";
import { startReaper } from "./reaper";
import { describeExit, startService, type RunningService, type Service } from "./service";

/** How long a service may take to end when asked: the local deployment writes its snapshot then. */
const GRACE_MS = 5_000;

/** What runs, and that it ends together: one part that falls over takes the rest along. */
export class Stage {
  /** Rejects with a sentence as soon as a part ends that should have gone on. Never resolves. */
  readonly crashed: Promise<never>;
  #reportCrash!: (error: PlainError) => void;
  #running = new Set<RunningService>();
  #reaper = startReaper();
  #isClosing = false;

  constructor(private readonly log: Log) {
    this.crashed = new Promise((_, reject) => (this.#reportCrash = reject));
    this.crashed.catch(() => undefined); // whoever awaits it is told; before that it is not "unhandled"
  }

  /** Starts what is to run until the end. */
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

  /** Runs what has an end, and prints what it said only where it failed. @throws PlainError unless it succeeds */
  async finish(service: Service): Promise<void> {
    const said: string[] = [];
    const running = this.#add(service, { ...this.log, line: (_name, text) => void said.push(text) });
    const exit = await running.exited;
    this.#running.delete(running);
    if (exit.code === 0 || this.#isClosing) return;
    said.forEach((text) => this.log.line(service.name, text));
    throw new PlainError(`${service.name} ${describeExit(exit)}; its last lines are above.`);
  }

  /** The start is over: services may say more from now on. */
  settle(): void {
    this.#running.forEach((service) => service.settle());
  }

  /** Ends everything; a second call ends it at once. Resolves when nothing runs any more. */
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
