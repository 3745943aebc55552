import { SourceMap } from "node:module";
import type { PushedModule } from "./types";

type Payload = ConstructorParameters<typeof SourceMap>[0];
/** Runs pushed code. Stack traces of its errors then point to the sources rather than the bundle. */
export type WithPositions = <T>(work: () => Promise<T>) => Promise<T>;

const POSITION = /convex:\/([^\s():]+):(\d+):(\d+)/g;

export function sourcePositions(modules: PushedModule[]): WithPositions {
  const texts = new Map(modules.map(({ path, sourceMap }) => [path, sourceMap]));
  const maps = new Map<string, SourceMap | null>();
  const mapOf = (path: string): SourceMap | null => {
    let map = maps.get(path);
    if (map === undefined) {
      const text = texts.get(path);
      maps.set(path, (map = text ? new SourceMap(JSON.parse(text) as Payload) : null));
    }
    return map;
  };
  return async (work) => {
    try {
      return await work();
    } catch (thrown) {
      throw pointingAtSources(thrown, mapOf);
    }
  };
}

function pointingAtSources(thrown: unknown, mapOf: (path: string) => SourceMap | null): unknown {
  if (typeof thrown !== "object" || thrown === null) return thrown;
  const stack: unknown = Reflect.get(thrown, "stack");
  if (typeof stack === "string")
    Reflect.set(
      thrown,
      "stack",
      stack.replaceAll(POSITION, (...at) => original(at, mapOf)),
    );
  return thrown;
}

function original([whole, path, line, column]: string[], mapOf: (path: string) => SourceMap | null): string {
  const entry = mapOf(path!)?.findEntry(Number(line) - 1, Number(column) - 1);
  if (!entry || !("originalSource" in entry)) return whole!.replace("convex:/", "../convex/");
  const source = entry.originalSource.replace(/^(\.\.\/)+/, "");
  return `../${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
}
