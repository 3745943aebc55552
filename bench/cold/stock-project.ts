import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";

const CONFIG = `
  import stockAuth from "@convex-dev/better-auth/convex.config";
  import { defineApp } from "convex/server";
  const app = defineApp();
  app.use(stockAuth, { name: "stockAuth" });
  export default app;
`;

const HTTP = `
  import { httpRouter } from "convex/server";
  import { BASE_PATH, createStockAuth, stockComponent } from "./stockAuth";
  const http = httpRouter();
  stockComponent.registerRoutesLazy(http, (ctx) => createStockAuth(ctx), { basePath: BASE_PATH });
  export default http;
`;

/**
 * Writes a project with only Better Auth's magic link on the stock component. It is not in the same push as our app,
 * because the two would share chunks, and each would evaluate code that only the other uses.
 */
export function layOutStock(project: string): string {
  const functions = path.join(project, "convex");
  rmSync(project, { recursive: true, force: true });
  mkdirSync(functions, { recursive: true });
  for (const file of ["_generated", "auth.config.ts"])
    cpSync(path.join("convex", file), path.join(functions, file), { recursive: true });
  for (const file of ["stockAuth.ts", "stockSigning.ts"])
    cpSync(path.join("bench/overlay", file), path.join(functions, file));
  writeFileSync(path.join(functions, "convex.config.ts"), CONFIG);
  writeFileSync(path.join(functions, "http.ts"), HTTP);
  for (const shared of ["node_modules", "package.json", "tsconfig.json"])
    symlinkSync(path.resolve(shared), path.join(project, shared));
  return project;
}
