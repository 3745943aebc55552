/** Builds the app for the browser tests in advance. `preview` finds this build and does not build again. */
import { buildOnce } from "../run/app";
import { createLog } from "../run/log";
import { explain } from "../run/plain-error";
import { makePlan } from "../run/run";
import { Stage } from "../run/stage";

const log = createLog(false, process.stdout, process.stderr);
const stage = new Stage(log);
try {
  await buildOnce(await makePlan(["preview"], false), stage, log);
} catch (error) {
  log.fail(explain(error));
  process.exitCode = 1;
} finally {
  await stage.close();
}
