import { spawn, spawnSync } from "node:child_process";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import vm from "node:vm";
import { onDeployment } from "./deployment/cli";
import { readGenerated, staleFiles, writeGenerated } from "./generated-code";
import { analyzePush } from "../packages/convex-local/src/push/analyze";
import { parseJson, readUnpackedBody } from "../packages/convex-local/src/http-messages";
import { configHashes } from "../packages/convex-local/src/push/modules";
import { startPushResponse } from "../packages/convex-local/src/push/start-response";
import { PushError, type StartPushRequest } from "../packages/convex-local/src/types";

/**
 * Writes `convex/_generated` with the unmodified `convex codegen`, and no deployment: a server that lives as long as the
 * command answers the two calls that codegen makes. `--check` leaves the files as they are and fails when they are stale.
 */
export async function generate(project: string): Promise<{ exitCode: number; output: string }> {
  const server = http.createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await runCodegen(project, `http://127.0.0.1:${port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function runCodegen(project: string, url: string): Promise<{ exitCode: number; output: string }> {
  const { args, env } = onDeployment({ url, adminKey: "codegen|0" }, ["codegen"]);
  const child = spawn(process.execPath, args, {
    cwd: project,
    env: env as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = new Promise<number>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
  const [out, err, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
  return { exitCode, output: out + err };
}

async function answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
  const { status, body } = await handle(request).catch((error: unknown) => ({
    status: error instanceof PushError ? error.status : 500,
    body: {
      code: error instanceof PushError ? error.code : "InternalServerError",
      message: error instanceof Error ? error.message : String(error),
    },
  }));
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

async function handle(request: http.IncomingMessage): Promise<{ status: number; body: unknown }> {
  const body = await readUnpackedBody(request);
  if (request.url === "/api/get_config_hashes") return { status: 200, body: configHashes(null) };
  if (request.url !== "/api/deploy2/start_push")
    return { status: 404, body: { code: "NotFound", message: `codegen does not need ${request.url}` } };
  const urls = { cloud: "https://codegen.example", site: "https://codegen-site.example" };
  const push = await analyzePush(parseJson<StartPushRequest>(body), () => undefined, urls, {
    requireVariables: false,
  });
  return { status: 200, body: startPushResponse(push, null, [], "codegen") };
}

async function main(project: string, check: boolean): Promise<number> {
  const before = await readGenerated(project);
  const { exitCode, output } = await generate(project);
  if (exitCode !== 0) process.stderr.write(output);
  if (!check) return exitCode;
  const stale = staleFiles(before, await readGenerated(project));
  await writeGenerated(project, before);
  if (exitCode !== 0 || stale.length === 0) return exitCode;
  process.stderr.write(`Stale in convex/: ${stale.join(", ")}. Run \`npm run codegen\` and commit.\n`);
  return 1;
}

/** Bundles run as vm modules, which Node keeps behind a flag: without it, the command starts again with it. */
function withVmModules(): number {
  const flags = ["--no-warnings", "--experimental-vm-modules", ...process.execArgv];
  return spawnSync(process.execPath, [...flags, ...process.argv.slice(1)], { stdio: "inherit" }).status ?? 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  process.exitCode =
    "SourceTextModule" in vm ? await main(process.cwd(), process.argv.includes("--check")) : withVmModules();
