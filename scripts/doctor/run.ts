import { Blocked, reasonOf } from "./blocked";
import { type Check, fail, type Finding, skip } from "./check";
import type { Subject } from "./subject";

export type Result = Finding & Pick<Check, "id" | "title">;

/** Runs all checks in parallel; the results are in the order of the checks. */
export function examine(checks: readonly Check[], subject: Subject): Promise<Result[]> {
  const titleOf = (id: string) => checks.find((check) => check.id === id)?.title ?? id;
  const couldNotLook = (error: unknown, id: string): Finding => {
    if (!(error instanceof Blocked))
      return fail(
        `could not be checked: ${reasonOf(error)}`,
        "Fix the problem that this message names, then run the doctor again.",
      );
    return error.owner === id
      ? fail(error.message, error.fix)
      : skip(`depends on "${titleOf(error.owner)}", which failed`);
  };
  return Promise.all(
    checks.map(async ({ id, title, look }) => ({
      id,
      title,
      ...(await look(subject).catch((error: unknown) => couldNotLook(error, id))),
    })),
  );
}
