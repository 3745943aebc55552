import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type SelectionValues } from "@/scripts/deployment/flag";
import { addressed, announcement, selectionOf } from "@/scripts/deployment/selection";

const KEY = "prod:happy-otter-123|secret";
const STAND_IN =
  "CONVEX_SELF_HOSTED_URL=http://127.0.0.1:4210\nCONVEX_SELF_HOSTED_ADMIN_KEY=latchkey-local|secret\n";
const SET_ASIDE = "# set aside: CONVEX_DEPLOYMENT=dev:cool-cat-1 # team: t, project: p\n";
const ADDRESS = {
  CONVEX_SELF_HOSTED_URL: "https://convex.example.com",
  CONVEX_SELF_HOSTED_ADMIN_KEY: "convex-self-hosted|secret",
};

const home = process.cwd();
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "latchkey-selection-"));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

const choose = (
  values: SelectionValues,
  shell: Record<string, string>,
  files: Record<string, string> = {},
) => {
  for (const [file, text] of Object.entries(files)) writeFileSync(file, text);
  return selectionOf(values, shell);
};

/** What the CLI receives: flags, and the variables that are not empty. */
const given = (...args: Parameters<typeof choose>) => {
  const { flags, env, ...rest } = choose(...args);
  const variables = Object.fromEntries(Object.entries(env).filter(([, value]) => value));
  return { flags, variables, announced: announcement({ flags, env, ...rest }) };
};

describe("a deployment is selected", () => {
  it.each<[string, Parameters<typeof choose>, ReturnType<typeof given>]>([
    [
      "by .env.local",
      [{}, {}, { ".env.local": STAND_IN }],
      {
        flags: [],
        variables: {
          CONVEX_SELF_HOSTED_URL: "http://127.0.0.1:4210",
          CONVEX_SELF_HOSTED_ADMIN_KEY: "latchkey-local|secret",
        },
        announced:
          "Deployment: http://127.0.0.1:4210, chosen by CONVEX_SELF_HOSTED_URL in .env.local or .env",
      },
    ],
    [
      "by a key in the shell, even if .env.local names another",
      [{}, { CONVEX_DEPLOY_KEY: KEY }, { ".env.local": STAND_IN }],
      {
        flags: [],
        variables: { CONVEX_DEPLOY_KEY: KEY },
        announced: "Deployment: happy-otter-123 (production), chosen by CONVEX_DEPLOY_KEY in the environment",
      },
    ],
    [
      "by a key in the other variable",
      [{}, { CONVEX_DEPLOYMENT_TOKEN: "dev:cool-cat-1|secret" }, {}],
      {
        flags: [],
        variables: { CONVEX_DEPLOYMENT_TOKEN: "dev:cool-cat-1|secret" },
        announced:
          "Deployment: cool-cat-1 (development), chosen by CONVEX_DEPLOYMENT_TOKEN in the environment",
      },
    ],
    [
      "by an address in the shell, even if .env.local has a key",
      [{}, ADDRESS, { ".env.local": `CONVEX_DEPLOY_KEY=${KEY}\n` }],
      {
        flags: [],
        variables: ADDRESS,
        announced:
          "Deployment: https://convex.example.com, chosen by CONVEX_SELF_HOSTED_URL in the environment",
      },
    ],
    [
      "by CONVEX_DEPLOYMENT in the shell",
      [{}, { CONVEX_DEPLOYMENT: "prod:happy-otter-123" }, { ".env.local": STAND_IN }],
      {
        flags: [],
        variables: { CONVEX_DEPLOYMENT: "prod:happy-otter-123" },
        announced: "Deployment: happy-otter-123 (production), chosen by CONVEX_DEPLOYMENT in the environment",
      },
    ],
    [
      "by --prod, for the project that `npm run dev` commented out",
      [{ prod: true }, {}, { ".env.local": STAND_IN + SET_ASIDE }],
      {
        flags: ["--prod"],
        variables: { CONVEX_DEPLOYMENT: "dev:cool-cat-1" },
        announced: "Deployment: the production deployment of the project of cool-cat-1, chosen by --prod",
      },
    ],
    [
      "by --deployment, which was --deployment-name in older CLIs",
      [{ "deployment-name": "happy-otter-123" }, {}, { ".env.local": STAND_IN }],
      {
        flags: ["--deployment", "happy-otter-123"],
        variables: {},
        announced: "Deployment: happy-otter-123, chosen by --deployment",
      },
    ],
    [
      "by --prod together with its own key, although the CLI would warn",
      [{ prod: true }, { CONVEX_DEPLOY_KEY: KEY }, {}],
      {
        flags: [],
        variables: { CONVEX_DEPLOY_KEY: KEY },
        announced: "Deployment: happy-otter-123 (production), chosen by CONVEX_DEPLOY_KEY in the environment",
      },
    ],
    [
      "by --preview-name with a key for previews",
      [{ "preview-name": "blue/door" }, { CONVEX_DEPLOY_KEY: "preview:team:project|secret" }, {}],
      {
        flags: ["--preview-name", "blue/door"],
        variables: { CONVEX_DEPLOY_KEY: "preview:team:project|secret" },
        announced:
          'Deployment: the preview "blue/door" of the project of team:project, chosen by --preview-name',
      },
    ],
    [
      "by a file, which has priority over the shell",
      [
        { "env-file": "production.env" },
        { CONVEX_DEPLOY_KEY: "dev:cool-cat-1|secret" },
        { "production.env": `CONVEX_DEPLOY_KEY='${KEY}'\n` },
      ],
      {
        flags: ["--env-file", "production.env"],
        variables: {},
        announced: "Deployment: happy-otter-123 (production), chosen by CONVEX_DEPLOY_KEY in production.env",
      },
    ],
  ])("%s", (_, args, expected) => {
    expect(given(...args)).toEqual(expected);
  });

  it.each<[string, Parameters<typeof choose>, RegExp]>([
    ["nothing", [{}, {}], /No deployment is chosen\. `npm run dev`/],
    [
      "half an address",
      [{}, { CONVEX_SELF_HOSTED_URL: "https://convex.example.com" }, { ".env.local": STAND_IN }],
      /belong together/,
    ],
    [
      "an invalid address",
      [{}, { ...ADDRESS, CONVEX_SELF_HOSTED_URL: "convex.example.com" }],
      /is not a URL: convex\.example\.com/,
    ],
    ["a key and an address", [{}, { ...ADDRESS, CONVEX_DEPLOY_KEY: KEY }], /both set in the environment/],
    [
      "a project and an address",
      [{}, { ...ADDRESS, CONVEX_DEPLOYMENT: "dev:cool-cat-1" }],
      /CONVEX_DEPLOYMENT and CONVEX_SELF_HOSTED_URL are both set/,
    ],
    ["an invalid key", [{}, { CONVEX_DEPLOY_KEY: "secret" }], /CONVEX_DEPLOY_KEY is not a deploy key/],
    ["two flags", [{ prod: true, deployment: "happy-otter-123" }, {}], /one of --prod and --deployment/],
    ["an empty flag", [{ deployment: "" }, {}], /--deployment needs a name/],
    ["--prod without a project", [{ prod: true }, {}, { ".env.local": STAND_IN }], /--prod needs a project/],
    ["--prod and an address", [{ prod: true }, ADDRESS], /--prod is for Convex Cloud/],
    [
      "--prod and a key of another deployment",
      [{ prod: true }, { CONVEX_DEPLOY_KEY: "dev:cool-cat-1|secret" }],
      /name different deployments: the key is only for cool-cat-1 \(development\)/,
    ],
    [
      "a preview and a key of production",
      [{ "preview-name": "blue/door" }, { CONVEX_DEPLOY_KEY: KEY }],
      /name different deployments/,
    ],
    [
      "a file that does not exist",
      [{ "env-file": "production.env" }, {}],
      /The file production\.env does not exist/,
    ],
    [
      "a file that names no deployment",
      [{ "env-file": "production.env" }, {}, { "production.env": "A=1\n" }],
      /No deployment is chosen/,
    ],
  ])("but not by %s", (_, args, words) => {
    expect(() => choose(...args)).toThrow(words);
  });

  it("and its description contains no secret", () => {
    const selection = choose({}, ADDRESS);
    const words = addressed("npx convex env set A, then npm run doctor", selection) + announcement(selection);
    expect(words).not.toContain("secret");
  });
});

describe("a suggested command acts on the same deployment", () => {
  const REMEDY = "Set it: npx convex env set MAIL_FROM, then npm run doctor";

  it.each<[Parameters<typeof choose>, string]>([
    [[{}, {}, { ".env.local": STAND_IN }], REMEDY],
    [
      [{}, { CONVEX_DEPLOY_KEY: KEY }],
      "Set it: CONVEX_DEPLOY_KEY='…' npx convex env set MAIL_FROM, then CONVEX_DEPLOY_KEY='…' npm run doctor",
    ],
    [
      [{ deployment: "happy-otter-123" }, {}],
      "Set it: CONVEX_SELF_HOSTED_URL= CONVEX_SELF_HOSTED_ADMIN_KEY= npx convex env set --deployment happy-otter-123 MAIL_FROM, then npm run doctor -- --deployment happy-otter-123",
    ],
    [
      [{ "env-file": "production.env" }, {}, { "production.env": `CONVEX_DEPLOY_KEY='${KEY}'\n` }],
      "Set it: npx convex env set --env-file production.env MAIL_FROM, then npm run doctor -- --env-file production.env",
    ],
  ])("%j", (args, expected) => {
    expect(addressed(REMEDY, choose(...args))).toBe(expected);
  });
});
