import { tanstackStart } from "@tanstack/react-start/plugin/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  // The two packages are ES modules that import without file endings or React: the server's build takes them in.
  ssr: { noExternal: ["@convex-dev/better-auth", "@latchkey/login-links"] },
  plugins: [tanstackStart(), react()],
});
