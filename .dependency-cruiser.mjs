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
    forbid(
      "no-circles",
      "Files must not import each other in a circle. Move the shared code into another file.",
      {},
      { circular: true },
    ),
    forbid(
      "stand-ins-stand-alone",
      "Nothing imports the stand-ins for Convex and Resend, so that they can be removed. Scripts start them as processes.",
      { pathNot: STAND_INS },
      { path: STAND_INS },
    ),
    forbid(
      "stand-ins-know-nothing-of-the-product",
      "A stand-in imitates a service for any app. It may import only its own files and packages from npm.",
      { path: "^packages/([^/]+-local)/" },
      { pathNot: ["^packages/$1/", "node_modules"], dependencyTypesNot: ["core"] },
    ),
    forbid(
      "login-links-stands-alone",
      "The package works in any app. It may import only its own files and packages from npm.",
      { path: "^packages/login-links/src/" },
      { path: "^(app|convex|emails|lib|scripts|bench|e2e|__tests__)/" },
    ),
    forbid(
      "better-auth-only-where-it-is-meant",
      "Better Auth makes every cold call of a module slower. Only the entry `better-auth` may import it.",
      { path: "^packages/login-links/src/", pathNot: "^packages/login-links/src/better-auth/" },
      { path: "node_modules/(better-auth|@convex-dev/better-auth)/" },
    ),
    forbid(
      "product-does-not-import-tools",
      "The product does not import scripts, benchmarks or tests.",
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
      "lib/server is below the pages, so it must not import them.",
      { path: "^lib/server/" },
      { path: "^(app|emails)/" },
    ),
    forbid(
      "emails-are-pure",
      "Templates get all their data as properties, so they import no pages and no backend.",
      { path: "^emails/" },
      { path: "^(app|convex)/|^lib/server/" },
    ),
    forbid(
      "convex-is-below-app",
      "Convex bundles what its files import, and code for Next.js does not run there.",
      { path: "^convex/" },
      { path: "^app/|^lib/server/" },
    ),
    forbid(
      "app-calls-convex-through-its-api",
      "A page may import only `api` and types from convex/. Any other import would put backend code into the browser.",
      { path: "^app/" },
      { path: "^convex/", pathNot: "^convex/_generated/", dependencyTypesNot: ["type-only"] },
    ),
    forbid(
      "admin-sections-stand-alone",
      "Sections of the admin pages do not import each other. Put shared code into app/(app)/admin/_shared.",
      // The page of one person shows parts of many sections, so it may import them.
      { path: `${ADMIN}([^/_][^/]*)/`, pathNot: `${ADMIN}people/\\[id\\]/` },
      { path: `${ADMIN}[^/_][^/]*/`, pathNot: `${ADMIN}$1/` },
    ),
    forbid(
      "shared-knows-no-section",
      "app/(app)/admin/_shared is below the sections, so it must not import them.",
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
