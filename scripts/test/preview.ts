import { freeTestPorts, portVariables } from "./ports";

/**
 * The folders for the data and the build of the tests' preview, so that it does not share them with another preview.
 */
export const TEST_PREVIEW = { LATCHKEY_STATE_DIR: ".latchkey/test", NEXT_DIST_DIR: ".next-test" };

let chosen: Promise<Record<string, string>> | undefined;

/** Chosen once, because the ports are part of the build that the browser tests use. */
export function previewEnvironment(): Promise<Record<string, string>> {
  chosen ??= freeTestPorts().then((ports) => ({ ...portVariables(ports), ...TEST_PREVIEW }));
  return chosen;
}
