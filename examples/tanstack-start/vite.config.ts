import { tanstackStart } from "@tanstack/react-start/plugin/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  // These two packages are ES modules that import without file extensions or import React, so the server's build
  // bundles them.
  ssr: { noExternal: ["@convex-dev/better-auth", "@latchkey/login-links"] },
  plugins: [tanstackStart(), react()],
});
