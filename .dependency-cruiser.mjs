/**
 * Defines which folder may import which. `npm run lint` checks it, type-only imports included.
 *
 * The allowed imports: app -> convex (types and `api`), lib, emails, packages/login-links; convex -> lib, emails,
 * packages/login-links; scripts, bench and e2e -> anything of the product. Nothing imports the two stand-ins.
 */
const STAND_INS = "^packages/(convex|resend)-local/";
const OUTSIDE_THE_PRODUCT = "^(scripts|bench|e2e|__tests__)/";
const ADMIN = "^app/\\(app\\)/admin/";

const forbid = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    forbid("no-circles", "Move what both files need into a third one.", {}, { circular: true }),
    forbid(
      "stand-ins-stand-alone",
      "The stand-ins can be taken away: scripts start them as processes, and nothing imports them.",
      { pathNot: STAND_INS },
      { path: STAND_INS },
    ),
    forbid(
      "stand-ins-know-nothing-of-the-product",
      "A stand-in imitates a service. It imports its own files and packages from npm.",
      { path: "^packages/([^/]+-local)/" },
      { pathNot: ["^packages/$1/", "node_modules"], dependencyTypesNot: ["core"] },
    ),
    forbid(
      "login-links-stands-alone",
      "The package is for any app: it imports its own files and packages from npm.",
      { path: "^packages/login-links/src/" },
      { path: "^(app|convex|emails|lib|scripts|bench|e2e|__tests__)/" },
    ),
    forbid(
      "better-auth-only-where-it-is-meant",
      "Better Auth would come into every cold call of a module that imports it. Only the entry better-auth may.",
      { path: "^packages/login-links/src/", pathNot: "^packages/login-links/src/better-auth/" },
      { path: "node_modules/(better-auth|@convex-dev/better-auth)/" },
    ),
    forbid(
      "product-does-not-import-tools",
      "Scripts, benchmarks and tests use the product, not the other way round.",
      { path: "^(app|convex|emails|lib|middleware|instrumentation|next\\.config)" },
      { path: OUTSIDE_THE_PRODUCT },
    ),
    forbid(
      "lib-is-at-the-bottom",
      "lib/ is pure code for both sides. Only lib/server may import the types and `api` of Convex.",
      { path: "^lib/", pathNot: "^lib/server/" },
      { path: "^(app|convex|emails)/|^lib/server/" },
    ),
    forbid(
      "lib-server-is-below-app",
      "lib/server serves the pages and knows none of them.",
      { path: "^lib/server/" },
      { path: "^(app|emails)/" },
    ),
    forbid(
      "emails-are-pure",
      "The templates get all that they show as properties.",
      { path: "^emails/" },
      { path: "^(app|convex)/|^lib/server/" },
    ),
    forbid(
      "convex-is-below-app",
      "Convex bundles what its files import. Nothing of Next.js runs there.",
      { path: "^convex/" },
      { path: "^app/|^lib/server/" },
    ),
    forbid(
      "app-calls-convex-through-its-api",
      "A page imports `api` and types. A value would bring the backend's code into the browser.",
      { path: "^app/" },
      { path: "^convex/", pathNot: "^convex/_generated/", dependencyTypesNot: ["type-only"] },
    ),
    forbid(
      "admin-sections-stand-alone",
      "What two sections share belongs in app/(app)/admin/_shared.",
      { path: `${ADMIN}([^/_][^/]*)/` },
      { path: `${ADMIN}[^/_][^/]*/`, pathNot: `${ADMIN}$1/` },
    ),
    forbid(
      "shared-knows-no-section",
      "app/(app)/admin/_shared is below the sections that use it.",
      { path: `${ADMIN}_shared/` },
      { path: `${ADMIN}[^/_][^/]*/` },
    ),
  ],
  options: {
    // The files in `_generated` import every file of convex/, so every file that imports them would be part of a
    // circle.
    doNotFollow: { path: ["node_modules", "_generated/"] },
    exclude: { path: ["\\.next", "\\.latchkey", "^bench/overlay/"] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { extensions: [".ts", ".tsx", ".mjs", ".js", ".css", ".json"] },
  },
};
