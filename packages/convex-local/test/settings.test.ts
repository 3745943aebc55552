import { describe, expect, test } from "@jest/globals";
import { readSettings } from "../src/settings";

describe("the deployment's settings", () => {
  test("have the defaults of Convex", () => {
    expect(readSettings([], {})).toMatchObject({
      port: 3210,
      fresh: false,
      jobSlots: 8,
      conflicts: true,
      freshContexts: false,
    });
  });

  test("are read from the environment and the command line", () => {
    const env = { CONVEX_LOCAL_JOB_SLOTS: "2", CONVEX_LOCAL_MUTATION_MS: "0", CONVEX_LOCAL_CONFLICTS: "off" };
    expect(readSettings(["--fresh"], env)).toMatchObject({
      fresh: true,
      jobSlots: 2,
      mutationMs: 0,
      conflicts: false,
    });
    expect(readSettings(["--no-conflicts"], {}).conflicts).toBe(false);
    expect(readSettings(["--fresh-contexts"], {}).freshContexts).toBe(true);
    expect(readSettings([], { CONVEX_LOCAL_FRESH_CONTEXTS: "on" }).freshContexts).toBe(true);
  });

  test.each([
    [
      { CONVEX_LOCAL_JOB_SLOTS: "0" },
      'CONVEX_LOCAL_JOB_SLOTS must be a whole number of at least 1, and is "0".',
    ],
    [{ CONVEX_LOCAL_MUTATION_MS: "1.5" }, "CONVEX_LOCAL_MUTATION_MS must be a whole number"],
    [{ CONVEX_LOCAL_DELAY_MS: "" }, "CONVEX_LOCAL_DELAY_MS must be a whole number"],
    [{ CONVEX_LOCAL_CONFLICTS: "no" }, 'CONVEX_LOCAL_CONFLICTS must be "on" or "off", and is "no".'],
  ])("%j is refused with a message", (env, sentence) => {
    expect(() => readSettings([], env)).toThrow(sentence);
  });
});
