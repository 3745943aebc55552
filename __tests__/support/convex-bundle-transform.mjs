/** A Jest transform that replaces a Convex suite with an import of its bundle. */
import { bundleOf } from "./convex-bundle.mjs";

export default {
  process: (source, file) => ({ code: `import ${JSON.stringify(bundleOf(file))};\n` }),
};
