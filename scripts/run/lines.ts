import type { Readable } from "node:stream";

/**
 * Calls `onLine` for each line of the stream, also for an unfinished last one. As in a terminal, a carriage return
 * discards what is before it in the line.
 */
export function eachLine(stream: Readable, onLine: (line: string) => void): void {
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    lines.forEach((line) => onLine(afterCarriageReturn(line)));
  });
  stream.on("end", () => {
    if (rest !== "") onLine(afterCarriageReturn(rest));
  });
}

function afterCarriageReturn(line: string): string {
  const trimmed = line.replace(/\r$/, "");
  return trimmed.slice(trimmed.lastIndexOf("\r") + 1);
}
