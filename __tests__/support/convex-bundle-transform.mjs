/** Jest reads a Convex suite and gets its bundle. */
import { bundleOf } from "./convex-bundle.mjs";

export default {
  process: (source, file) => ({ code: `import ${JSON.stringify(bundleOf(file))};\n` }),
};
