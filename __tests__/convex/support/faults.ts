/**
 * Faults inside a function. All calls to the backend (a read, a write, a component's function) go through one global,
 * which this file wraps. Production code needs no change for this.
 */
interface Backend {
  syscall(op: string, args: string): string;
  asyncSyscall(op: string, args: string): Promise<string>;
  jsSyscall(op: string, args: Record<string, unknown>): unknown;
}

const holder = globalThis as unknown as { Convex: Backend };

export class Fault extends Error {}

/**
 * Runs `work`. Call number `failing` to the backend, counted from 1, is carried out and then throws. Returns the names
 * of the calls, and the result, or null if `work` failed.
 */
export async function withFault<T>(
  failing: number,
  work: () => Promise<T>,
): Promise<{ calls: string[]; result: T | null }> {
  const backend = holder.Convex;
  const calls: string[] = [];
  holder.Convex = {
    syscall: (op, args) => backend.syscall(op, args),
    jsSyscall: (op, args) => backend.jsSyscall(op, args),
    async asyncSyscall(op, args) {
      const answer = await backend.asyncSyscall(op, args);
      calls.push(op);
      if (calls.length === failing) throw new Fault(`after call ${failing}, ${op}`);
      return answer;
    },
  };
  try {
    const result = await work().catch(() => null);
    return { calls, result };
  } finally {
    holder.Convex = backend;
  }
}

/** Runs `work` while every function of a component throws. */
export function withBrokenComponent<T>(component: string, work: () => Promise<T>): Promise<T> {
  const isCall = (op: string, args: string) =>
    op === "1.0/runUdf" && args.includes(`childComponent/${component}/`);
  return withBroken(isCall, `${component} is broken`, work);
}

/** Runs `work` while writing any row with this field fails. */
export function withUnwritable<T>(field: string, work: () => Promise<T>): Promise<T> {
  const isWrite = (op: string, args: string) => op === "1.0/shallowMerge" && args.includes(`"${field}"`);
  return withBroken(isWrite, `${field} cannot be written`, work);
}

async function withBroken<T>(
  isBroken: (op: string, args: string) => boolean,
  words: string,
  work: () => Promise<T>,
): Promise<T> {
  const backend = holder.Convex;
  holder.Convex = {
    syscall: (op, args) => backend.syscall(op, args),
    jsSyscall: (op, args) => backend.jsSyscall(op, args),
    async asyncSyscall(op, args) {
      if (isBroken(op, args)) throw new Fault(words);
      return backend.asyncSyscall(op, args);
    },
  };
  try {
    return await work();
  } finally {
    holder.Convex = backend;
  }
}

/** How many calls `work` makes to its backend. */
export async function countingCalls(work: () => Promise<unknown>): Promise<number> {
  const { calls } = await withFault(Infinity, work);
  return calls.length;
}
