import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import path from "node:path";
import { inheritedEnvironment } from "../../scripts/run/environment";
import { programs } from "../../scripts/run/programs";

/** The smallest possible Next.js app: no CSS, no client component and no code of ours. */
const FILES = {
  "package.json": '{ "name": "bare", "private": true }\n',
  // Without its own config, Next looks in the parent folders and finds ours.
  "next.config.mjs": "export default {};\n",
  "app/layout.js":
    'export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html>; }\n',
  "app/page.js": "export default function Page() { return <h1>Bare</h1>; }\n",
};

const FOLDER = path.resolve(".latchkey", "bare-page");
const require = createRequire(import.meta.url);

export interface BarePage {
  url: string;
  close(): void;
}

/** Serves the bare page from a build by this project's Next.js. The build is reused until a version changes. */
export async function openBarePage(): Promise<BarePage> {
  const build = path.join(FOLDER, fingerprint());
  if (!existsSync(build)) await buildTo(build);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const file = fileOf(build, pathname);
    if (file === null) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": file.type }).end(readFileSync(file.path));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { url: `http://127.0.0.1:${address.port}/`, close: () => void server.close() };
}

function fingerprint(): string {
  const versions = ["next", "react", "react-dom"].map(
    (name) => (require(`${name}/package.json`) as { version: string }).version,
  );
  return createHash("sha256")
    .update(JSON.stringify([FILES, versions, process.version]))
    .digest("hex")
    .slice(0, 16);
}

/** Builds in another folder and then moves the result into place, so that `build` is always complete. */
async function buildTo(build: string): Promise<void> {
  const workshop = `${build}.${process.pid}`;
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(path.dirname(path.join(workshop, name)), { recursive: true });
    writeFileSync(path.join(workshop, name), text);
  }
  await runNextBuild(workshop);
  rmSync(build, { recursive: true, force: true });
  renameSync(path.join(workshop, ".next"), build);
  rmSync(workshop, { recursive: true, force: true });
}

function runNextBuild(cwd: string): Promise<void> {
  const child = spawn(process.execPath, programs.next("build"), {
    cwd,
    env: inheritedEnvironment(process.env, false) as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (printed += String(data)));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0 ? resolve() : reject(new Error(`next build failed:\n${printed}`)),
    );
  });
}

function fileOf(build: string, pathname: string): { path: string; type: string } | null {
  if (pathname === "/") return { path: path.join(build, "server", "app", "index.html"), type: "text/html" };
  const file = path.join(build, path.normalize(pathname).replace("/_next/", "/"));
  const isScript = file.endsWith(".js") && file.startsWith(path.join(build, "static") + path.sep);
  return isScript && existsSync(file) ? { path: file, type: "text/javascript" } : null;
}
