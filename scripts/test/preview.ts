import { freeTestPorts, portVariables } from "./ports";

/** What sets a preview for tests apart from any other on this machine: ports, data, build folder. */
export const TEST_PREVIEW = { LATCHKEY_STATE_DIR: ".latchkey/test", NEXT_DIST_DIR: ".next-test" };

let chosen: Promise<Record<string, string>> | undefined;

/** Chosen once: the ports are baked into the build that the browser tests run on. */
export function previewEnvironment(): Promise<Record<string, string>> {
  chosen ??= freeTestPorts().then((ports) => ({ ...portVariables(ports), ...TEST_PREVIEW }));
  return chosen;
}
