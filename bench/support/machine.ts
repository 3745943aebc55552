import { cpus, totalmem } from "node:os";

/** The machine in one line, for readers of the figures. */
export function machine(): string {
  const processors = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${processors.length} × ${processors[0]?.model ?? "unknown"}, ${memory} GiB, Node ${process.version}`;
}

export const today = (): string => new Date().toISOString().slice(0, 10);
