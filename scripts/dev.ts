/** `npm run dev`, `npm run preview` and `npm run dev:convex`: see scripts/run/settings.ts for their options. */
import { run } from "./run/run";

process.exit(await run(process.argv.slice(2)));
