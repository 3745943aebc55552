/** When Jest reads a Convex suite, it gets the suite's bundle. */
import { bundleOf } from "./convex-bundle.mjs";

export default {
  process: (source, file) => ({ code: `import ${JSON.stringify(bundleOf(file))};\n` }),
};
