import { clearTimeout, setTimeout } from "node:timers";
import { Cron } from "croner";
import { CRON } from "./conflicts";
import type { LocalDeployment } from "./deployment";
import type { ActivePush, CronSchedule, CronSpec, MountedComponent } from "./types";

const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Milliseconds between two runs of an interval, or the cron expression (UTC) of every other kind of schedule. */
export function scheduleOf(schedule: CronSchedule): number | string {
  switch (schedule.type) {
    case "interval":
      if ("seconds" in schedule) return schedule.seconds * 1000;
      return "minutes" in schedule ? schedule.minutes * 60_000 : schedule.hours * 3_600_000;
    case "hourly":
      return `${schedule.minuteUTC} * * * *`;
    case "daily":
      return `${schedule.minuteUTC} ${schedule.hourUTC} * * *`;
    case "weekly":
      return `${schedule.minuteUTC} ${schedule.hourUTC} * * ${DAYS.indexOf(schedule.dayOfWeek)}`;
    case "monthly":
      return `${schedule.minuteUTC} ${schedule.hourUTC} ${schedule.day} * *`;
    case "cron":
      return schedule.cron;
  }
}

/** When a schedule runs next, after `from` (both in milliseconds); null for never. */
export function nextRun(schedule: CronSchedule, from: number): number | null {
  const when = scheduleOf(schedule);
  if (typeof when === "number") return from + when;
  return new Cron(when, { timezone: "UTC", paused: true }).nextRun(new Date(from))?.getTime() ?? null;
}

interface Running {
  spec: CronSpec;
  componentPath: string;
  timer?: NodeJS.Timeout;
  /** When the job runs next, in milliseconds; undefined for never. */
  nextAt?: number;
  busy: boolean;
}

/**
 * Runs the cron jobs of the app and its components. A new interval job first runs immediately, as on Convex. A push
 * does not change when an unchanged job runs next. A run is skipped while the previous one is still running.
 */
export class CronRunner {
  private jobs = new Map<string, Running>();

  constructor(private readonly deployment: LocalDeployment) {
    deployment.onActivate((push) => this.replace(push));
  }

  stop(): void {
    for (const { timer } of this.jobs.values()) clearTimeout(timer);
    this.jobs.clear();
  }

  private replace(push: ActivePush): void {
    const previous = this.jobs;
    this.jobs = new Map();
    for (const { componentPath, spec } of cronsOf(push, push.app)) {
      const key = `${componentPath}/${JSON.stringify(spec)}`;
      const running = previous.get(key);
      previous.delete(key);
      if (running) this.jobs.set(key, running);
      else this.begin(key, componentPath, spec);
    }
    for (const { timer } of previous.values()) clearTimeout(timer);
  }

  private begin(key: string, componentPath: string, spec: CronSpec): void {
    const job: Running = { spec, componentPath, busy: false };
    this.jobs.set(key, job);
    if (spec.spec.schedule.type === "interval") this.at(job, Date.now());
    else this.scheduleNext(job);
  }

  /** After the clock was moved, jobs that became due run once, and the others are scheduled again. */
  rearm(): void {
    for (const job of this.jobs.values()) {
      clearTimeout(job.timer);
      const planned = nextRun(job.spec.spec.schedule, Date.now());
      if (job.nextAt !== undefined && planned !== null) this.at(job, Math.min(job.nextAt, planned));
    }
  }

  private scheduleNext(job: Running): void {
    const next = nextRun(job.spec.spec.schedule, Date.now());
    if (next !== null) this.at(job, next);
  }

  private at(job: Running, time: number): void {
    job.nextAt = time;
    const wait = Math.min(Math.max(0, time - Date.now()), MAX_TIMER_MS);
    job.timer = setTimeout(() => {
      if (time > Date.now() + 1) return this.at(job, time);
      this.scheduleNext(job);
      void this.run(job);
    }, wait);
  }

  private async run(job: Running): Promise<void> {
    if (job.busy) return;
    job.busy = true;
    const { name, args } = job.spec.spec;
    const { componentPath } = job;
    // An error needs no handling here, because it is in the deployment's log.
    await this.deployment.call("any", name, args, { kind: "admin" }, { componentPath, retry: CRON });
    job.busy = false;
  }
}

function cronsOf(push: ActivePush, component: MountedComponent): { componentPath: string; spec: CronSpec }[] {
  const { componentPath, definitionPath, childComponents } = component;
  const own = push.analysis[definitionPath]?.functions["crons.js"]?.cronSpecs ?? [];
  return [
    ...own.map((spec) => ({ componentPath, spec })),
    ...Object.values(childComponents).flatMap((child) => cronsOf(push, child)),
  ];
}
