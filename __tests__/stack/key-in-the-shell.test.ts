/**
 * People who have deployed have a production key in the shell or in a file. Here, every call of the Convex CLI for a
 * local deployment is made with such keys. It must reach the local deployment and none of Convex's servers.
 */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type { Duplex } from "node:stream";
import { afterAll, beforeAll, beforeEach, expect, it, jest } from "@jest/globals";
import { generate } from "../../scripts/codegen";
import { onChosen } from "../../scripts/deployment/cli";
import { type Child, startChild, succeeded } from "../../scripts/run/child";
import { pushFunctions } from "../../scripts/run/deployment";
import { addressesOf } from "../../scripts/run/environment";
import { keepSecrets } from "../../scripts/run/secrets";
import { type Plan, singlePushService, watchingPushService } from "../../scripts/run/services";
import { readSettings } from "../../scripts/run/settings";
import { StandIn } from "./stand-in";
import { CliProject } from "./cli-project";

// A command takes about a second, and many times that on a busy machine.
jest.setTimeout(120_000);

const LEADING_ELSEWHERE = {
  CONVEX_DEPLOY_KEY: "prod:happy-otter-123|made-up",
  CONVEX_DEPLOYMENT_TOKEN: "prod:happy-otter-123|made-up",
  CONVEX_DEPLOYMENT: "prod:happy-otter-123",
  CONVEX_SELF_HOSTED_URL: "https://convex.example.com",
  CONVEX_SELF_HOSTED_ADMIN_KEY: "convex-self-hosted|made-up",
  CONVEX_OVERRIDE_ACCESS_TOKEN: "made-up",
  CONVEX_AGENT_MODE: "anonymous",
  CONVEX_URL: "https://happy-otter-123.convex.cloud",
};
const query = (name: string) =>
  `import { query } from "./_generated/server";\nexport const ${name} = query({ args: {}, handler: async () => 1 });`;

/** A proxy for everything outside this machine: it records each requested host, and connects to none. */
class Outside {
  readonly hosts: string[] = [];
  private firstHost!: () => void;
  readonly isAskedFor = new Promise<void>((resolve) => (this.firstHost = resolve));

  private constructor(private readonly server: Server) {
    server.on("connect", ({ url }: { url?: string }, socket: Duplex) => {
      this.note(url ?? "");
      socket.on("error", () => {}); // The CLI may have ended by now.
      socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
    });
    server.on("request", ({ url }, response) => {
      this.note(url ?? "");
      response.writeHead(502).end();
    });
  }

  static async start(): Promise<Outside> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new Outside(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /**
   * Records a host. Ignores the two hosts that the CLI calls for every deployment: for its newest version and for crash
   * reports.
   */
  private note(host: string): void {
    if (/version\.convex\.dev|sentry\.io/.test(host)) return;
    this.hosts.push(host);
    this.firstHost();
  }
}

let outside: Outside;
let project: CliProject;
beforeAll(async () => {
  [project, outside] = [
    await CliProject.create({ "convex/first.ts": query("first") }),
    await Outside.start(),
  ];
  Object.assign(process.env, LEADING_ELSEWHERE, { HTTPS_PROXY: outside.url, HTTP_PROXY: outside.url });
  const lines = Object.entries(LEADING_ELSEWHERE).map(([name, value]) => `${name}='${value}'\n`);
  await project.write({ ".env.local": lines.join(""), ".env": lines.join("") });
});
afterAll(() => Promise.all([project.dispose(), outside.stop()]));
beforeEach(() => void outside.hosts.splice(0));

const plan = (): Plan => {
  const settings = readSettings(["dev"], {});
  const secrets = keepSecrets(path.join(project.folder, "state"));
  return { settings, secrets, addresses: addressesOf(settings.ports), base: process.env };
};

/** Starts the process that `npm run dev` or `preview` starts, in the folder of the throwaway app. */
const startPush = async (make: typeof singlePushService): Promise<Child> => {
  const { args, env } = make(plan(), await project.deployment());
  return startChild(args, env, project.folder);
};

const names = async () => (await project.convex("function-spec")).output;

async function untilPushed(child: Child, name: string): Promise<void> {
  let isOver = false;
  void child.exited.then(() => (isOver = true));
  while (!(await names()).includes(name)) if (isOver) throw new Error(child.printed());
  await child.end("SIGTERM");
}

it("without protection, the keys in the shell select another deployment", async () => {
  const { args, env } = onChosen(["env", "list"], { ...process.env, NODE_OPTIONS: "" });
  const child = startChild(args, env, project.folder);
  await outside.isAskedFor;
  await child.end("SIGKILL");
  expect(outside.hosts).toContain("api.convex.dev:443");
});

it("codegen stays on this machine", async () => {
  expect(await generate(project.folder)).toMatchObject({ exitCode: 0 });
  expect(outside.hosts).toEqual([]);
});

it.each<[string, string, (name: string) => Promise<unknown>]>([
  [
    "tests and benchmarks push",
    "bare",
    async () => pushFunctions(await project.deployment(), project.folder),
  ],
  ["`preview` pushes", "preview", async () => succeeded(await startPush(singlePushService), "push")],
  ["`dev` pushes", "dev", async (name) => untilPushed(await startPush(watchingPushService), name)],
])("%s to this machine only", async (_, name, push) => {
  await project.write({ [`convex/${name}.ts`]: query(name) });
  await push(`${name}.js:${name}`);
  expect(await names()).toContain(`${name}.js:${name}`);
  expect(outside.hosts).toEqual([]);
});

it("variables set by the throwaway app of the CLI's own tests stay on this machine", async () => {
  expect(await project.convex("env", "set", "A", "1")).toMatchObject({ exitCode: 0 });
  expect(outside.hosts).toEqual([]);
});

it("variables set by setup in its tests stay on this machine", async () => {
  const standIn = await StandIn.start();
  const file = path.join(standIn.folder, "setup.env");
  const answers = { RESEND_API_KEY: "re_1", MAIL_FROM: "a@example.com", ADMIN_EMAILS: "a@example.com" };
  const { exitCode } = await standIn.run("setup", ["--yes", "--file", file], {
    ...answers,
    HTTPS_PROXY: outside.url,
  });
  expect([exitCode, await standIn.variables()]).toEqual([0, expect.objectContaining(answers)]);
  expect(outside.hosts).toEqual([]);
  await standIn.stop();
});
