import convex from "@convex-dev/eslint-plugin";
import next from "eslint-config-next/core-web-vitals";
import nextTypescript from "eslint-config-next/typescript";
import prettier from "eslint-config-prettier";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";
import { NOT_CONVERTED, noTextsInFailures, noTextsInPages } from "./eslint.messages.mjs";

const RAW_BUILDERS = [
  "query",
  "mutation",
  "action",
  "internalQuery",
  "internalMutation",
  "internalAction",
  "httpAction",
];

const builderMessage = "Import a builder from convex/functions.ts. Those check who may call the function.";

/** Raw builders do not check who calls a function. Only the file that wraps them with access checks may import them. */
const onlyCheckedBuilders = {
  patterns: [
    { group: ["**/_generated/server"], importNames: RAW_BUILDERS, message: builderMessage },
    {
      group: ["convex/server"],
      importNames: RAW_BUILDERS.map((name) => `${name}Generic`),
      message: builderMessage,
    },
  ],
};

const callMessage =
  "Use useCall, useActionCall or useQueryRunner of app/(app)/use-call.ts. They send the account that the page was rendered for.";

/** Convex's own hooks do not send the account that a page was rendered for. */
const onlyOwnCalls = {
  paths: [
    {
      name: "convex/react",
      importNames: ["useMutation", "useAction", "useConvex", "ConvexReactClient"],
      message: callMessage,
    },
    {
      name: "convex/react",
      importNames: ["useQuery"],
      message:
        "Use useOwn() of app/(app)/use-own.ts. When the session ends, useQuery() throws, and the page loses what is typed in it.",
    },
  ],
};

const cliMessage =
  "Start the Convex CLI with onDeployment() of scripts/deployment/cli.ts. It uses the local deployment even if the shell has a deploy key.";
const START = "/^(spawn|spawnSync|exec|execSync|execFile|execFileSync|fork|startChild|runTool|runProgram)$/";

/** If the shell holds a key to production, a test or a benchmark must not use it. */
const onlyOurCli = [
  "Literal[value=/convex.(bin.main|package\\.json)|\\.bin.convex|dist.cli\\.bundle/]",
  "TemplateElement[value.raw=/convex.(bin.main|package\\.json)|\\.bin.convex|dist.cli\\.bundle/]",
  `CallExpression[callee.name=${START}] Literal[value=/^convex$|\\bnpx convex\\b/]`,
].map((selector) => ({ selector, message: cliMessage }));

export default defineConfig(
  globalIgnores([
    ".next/**",
    ".next-*/**",
    ".latchkey/**",
    // Code of a deployment that only the benchmark builds.
    "bench/overlay/**",
    // Each example has its own packages and TypeScript configuration, and is checked with those.
    "examples/**",
    "packages/*/dist/**",
    "convex/**/_generated/**",
    "coverage/**",
    "next-env.d.ts",
    "playwright-report/**",
    "test-results/**",
  ]),
  next,
  nextTypescript,
  {
    files: ["**/*.{ts,tsx,mts}"],
    extends: [tseslint.configs.base],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
    },
  },
  {
    files: ["**/*.{ts,tsx}", "*/**/*.mjs"],
    ignores: ["scripts/deployment/cli.ts"],
    rules: { "no-restricted-syntax": ["error", ...onlyOurCli] },
  },
  {
    files: ["app/**/*.{ts,tsx}", "emails/**/*.{ts,tsx}"],
    ignores: NOT_CONVERTED,
    rules: { "no-restricted-syntax": ["error", ...onlyOurCli, ...noTextsInPages] },
  },
  {
    files: ["convex/**/*.ts"],
    ignores: NOT_CONVERTED,
    rules: { "no-restricted-syntax": ["error", ...onlyOurCli, ...noTextsInFailures] },
  },
  {
    // `npm run dev:convex`, `npm run setup` and `npm run doctor` work on a real deployment, so only their files may
    // import `onChosen`.
    files: ["**/*.{ts,tsx}", "*/**/*.mjs"],
    ignores: [
      "convex/**",
      "scripts/run/{modes,real-deployment}.ts",
      "scripts/deployment/convex-cli.ts",
      "__tests__/stack/key-in-the-shell.test.ts",
    ],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: [{ regex: "convex/cli$", importNames: ["onChosen"], message: cliMessage }] },
      ],
    },
  },
  {
    files: ["convex/**/*.ts"],
    extends: [convex.configs.recommended],
    rules: {
      "@convex-dev/no-collect-in-query": "error",
      "@convex-dev/import-wrong-runtime": "error",
      "@convex-dev/no-filter-in-query": "error",
      "@convex-dev/no-top-of-hour-crons": "error",
    },
  },
  {
    files: ["convex/**/*.ts"],
    // Clients cannot call the functions of a component. Only the app's own functions call them.
    ignores: ["convex/functions.ts", "convex/betterAuth/**"],
    rules: { "no-restricted-imports": ["error", onlyCheckedBuilders] },
  },
  {
    files: ["app/**/*.{ts,tsx}"],
    ignores: ["app/(app)/{use-call,providers,connection-notice,session-watch}.{ts,tsx}"],
    rules: { "no-restricted-imports": ["error", onlyOwnCalls] },
  },
  {
    // These rules of Next and React would report false errors here: `use` is a function of Playwright, and a variable
    // may be called `module`.
    ignores: ["app/**", "emails/**"],
    rules: {
      "react-hooks/rules-of-hooks": "off",
      "@next/next/no-assign-module-variable": "off",
      "import/no-anonymous-default-export": "off",
    },
  },
  {
    // Pages outside the signed-in part use plain links instead of next/link. Plain links work without JavaScript, and
    // load no code for the next page.
    files: ["app/**/*.tsx"],
    ignores: ["app/(app)/**"],
    rules: { "@next/next/no-html-link-for-pages": "off" },
  },
  prettier,
);
