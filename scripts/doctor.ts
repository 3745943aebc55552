/** `npm run doctor`: finds problems with a deployment, and says how to fix them. */
import { parseArgs } from "node:util";
import { wantsColour } from "./run/log";
import { explain, PlainError } from "./run/plain-error";
import { checks } from "./doctor/checks";
import { inJson, inLines, isWell } from "./doctor/report";
import { examine } from "./doctor/run";
import { subjectOf } from "./doctor/subject";
import { located } from "./deployment/convex-cli";
import { SELECTION_OPTIONS } from "./deployment/flag";
import { addressed, announcement, selectionHelp, selectionOf } from "./deployment/selection";

const USAGE = `Usage: npm run doctor [-- --url URL] [--json]

Checks a deployment, local or remote, and changes nothing. The exit code is 1 if a check failed.

  --url URL   the address of the app; by default SITE_URL of the deployment
  --json      print JSON, for programs
  --help      this text
${selectionHelp("npm run doctor")}`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      url: { type: "string" },
      json: { type: "boolean" },
      help: { type: "boolean" },
      ...SELECTION_OPTIONS,
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  if (values.url !== undefined && !URL.canParse(values.url))
    throw new PlainError(`${values.url} is not a URL.`);
  const selection = await located(selectionOf(values));
  if (!values.json) console.log(`${announcement(selection)}\n`);
  const results = (await examine(checks, subjectOf(selection, values.url))).map((result) =>
    result.fix ? { ...result, fix: addressed(result.fix, selection) } : result,
  );
  console.log(
    values.json
      ? inJson(selection.label, results)
      : inLines(results, wantsColour(process.env, process.stdout.isTTY)),
  );
  return isWell(results) ? 0 : 1;
}

process.exitCode = await main().catch((error: unknown) => {
  const isUsage = error instanceof TypeError && "code" in error;
  console.error(isUsage ? `${error.message}\n\n${USAGE}` : explain(error));
  return 2;
});
