/**
 * Answers the two calls that `convex codegen` makes, so that types can be generated without a deployment: `node
 * --experimental-vm-modules --import tsx packages/convex-local/src/codegen-server.ts`. It prints its address, and ends
 * when its standard input is closed.
 */
import http from "node:http";
import type { AddressInfo } from "node:net";
import { parseJson, readUnpackedBody } from "./http-messages";
import { analyzePush } from "./push/analyze";
import { configHashes } from "./push/modules";
import { startPushResponse } from "./push/start-response";
import { PushError, type StartPushRequest } from "./types";

const URLS = { cloud: "https://codegen.example", site: "https://codegen-site.example" };

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
  const push = await analyzePush(parseJson<StartPushRequest>(body), () => undefined, URLS, {
    requireVariables: false,
  });
  return { status: 200, body: startPushResponse(push, null, [], "codegen") };
}

const server = http.createServer((request, response) => void answer(request, response));
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
process.stdin.resume().once("end", () => process.exit(0));
