import { freeTestPorts, portVariables } from "./ports";

/** What distinguishes a test's preview from others on this machine: ports, data, build folder. */
export const TEST_PREVIEW = { LATCHKEY_STATE_DIR: ".latchkey/test", NEXT_DIST_DIR: ".next-test" };

let chosen: Promise<Record<string, string>> | undefined;

/** Chosen once, because the ports are part of the build that the browser tests use. */
export function previewEnvironment(): Promise<Record<string, string>> {
  chosen ??= freeTestPorts().then((ports) => ({ ...portVariables(ports), ...TEST_PREVIEW }));
  return chosen;
}
