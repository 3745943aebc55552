import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Child, startChild, succeeded } from "../../scripts/run/child";
import { programs } from "../../scripts/run/programs";
import { waitForAnswer } from "../../scripts/run/readiness";

/** The least that a Next.js route can do with Convex: one mutation, with its result as a cookie on a 303. */
const FILES = {
  "package.json": '{ "name": "bare", "private": true }\n',
  // Without its own config, Next would look in the parent folders and use our app's.
  "next.config.mjs": "export default {};\n",
  "app/layout.js":
    "export default function Layout({ children }) { return <html><body>{children}</body></html>; }\n",
  "app/page.js": "export default function Page() { return <h1>Bare</h1>; }\n",
  "app/exchange/route.js": `
    import { fetchMutation } from "convex/nextjs";
    import { makeFunctionReference } from "convex/server";
    const floor = makeFunctionReference("bench:floor");
    const key = JSON.parse(process.env.FLOOR_KEY ?? "{}");
    export async function POST() {
      const jwt = await fetchMutation(floor, { key }, { url: process.env.CONVEX_URL });
      const headers = { location: "/", "set-cookie": "jwt=" + jwt + "; Path=/; HttpOnly" };
      return new Response(null, { status: 303, headers });
    }
  `,
};

const FOLDER = path.resolve(".latchkey/bench/bare-app");

/** Builds and starts a separate application, because a bundler shares chunks between the routes of one build. */
export async function startBareApp(port: number, convexUrl: string, key: unknown): Promise<Child> {
  rmSync(FOLDER, { recursive: true, force: true });
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(path.dirname(path.join(FOLDER, name)), { recursive: true });
    writeFileSync(path.join(FOLDER, name), text);
  }
  const env = { NODE_ENV: "production", CONVEX_URL: convexUrl, FLOOR_KEY: JSON.stringify(key) };
  // This builds with webpack, because Turbopack would find our middleware in the parent folders and build it into the
  // bare app.
  await succeeded(startChild(programs.next("build", "--webpack"), env, FOLDER), "next build");
  const app = startChild(programs.next("start", "--port", String(port)), env, FOLDER);
  await waitForAnswer(`http://localhost:${port}/`, "The bare app", 60_000);
  return app;
}
