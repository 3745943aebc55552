import type { Subject } from "./subject";

export type Status = "pass" | "warn" | "fail" | "skipped";

export interface Finding {
  status: Status;
  /** The result, for people. */
  detail: string;
  /** How to fix it. */
  fix?: string;
}

/** Checks one thing that can be wrong with a deployment. It changes nothing, and throws if it cannot check. */
export interface Check {
  id: string;
  title: string;
  look(subject: Subject): Promise<Finding>;
}

export const pass = (detail: string): Finding => ({ status: "pass", detail });
export const warn = (detail: string, fix: string): Finding => ({ status: "warn", detail, fix });
export const fail = (detail: string, fix: string): Finding => ({ status: "fail", detail, fix });
export const skip = (detail: string): Finding => ({ status: "skipped", detail });
