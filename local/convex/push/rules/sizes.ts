import { gzipSync } from "node:zlib";
import { PushError, type PushedModule } from "../../types";

/** Limits of the real backend: bytes of a request, function files, and bytes of the stored source package. */
const LIMITS = { requestBytes: 200e6, modules: 4096, packageBytes: 90e6 };

export function checkRequestSize(bytes: number, limit = LIMITS.requestBytes): void {
  if (bytes > limit)
    throw new PushError(
      "RequestTooLarge",
      `The push is ${megabytes(bytes)} MB; at most ${megabytes(limit)} MB are taken. Bundle less: look for a large dependency.`,
      413,
    );
}

export function checkModuleCount(modules: PushedModule[]): void {
  const own = modules.filter((module) => !module.path.startsWith("_deps/")).length;
  if (own > LIMITS.modules)
    throw new PushError(
      "InvalidModules",
      `Too many function files: ${own}, and the maximum is ${LIMITS.modules}. Put several functions in one file.`,
    );
}

/** Compression only shrinks, so it is measured only when the plain sources are over the limit. */
export function checkPackageSize(modules: PushedModule[], limit = LIMITS.packageBytes): void {
  const sources = modules.flatMap((module) => [module.source, module.sourceMap ?? ""]);
  if (sources.reduce((sum, source) => sum + source.length, 0) <= limit) return;
  const bytes = sources.reduce((sum, source) => sum + gzipSync(source).length, 0);
  if (bytes > limit)
    throw new PushError(
      "ModulesTooLarge",
      `The bundled functions take ${megabytes(bytes)} MB zipped; at most ${megabytes(limit)} MB are kept.`,
    );
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1e6);
}
