/** `npm run example NAME`: see scripts/example/settings.ts. */
import { runExample } from "./example/run";

process.exit(await runExample(process.argv.slice(2)));
