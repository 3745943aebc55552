import { execFileSync } from "node:child_process";

/**
 * Calls `onDeath` once our parent has ended: the direct parent or, if npm put a shell in between, npm. A parent that is
 * killed sends no signal, so this checks twice a second. Returns a function that stops the checks.
 */
export function watchParent(onDeath: () => void): () => void {
  const parent = process.ppid;
  const npm = isShell(parent) ? parentOf(parent) : undefined;
  const timer = setInterval(() => {
    if (process.ppid === parent && (npm === undefined || isAlive(npm))) return;
    clearInterval(timer);
    onDeath();
  }, 500);
  timer.unref();
  return () => clearInterval(timer);
}

function isShell(pid: number): boolean {
  return process.env.npm_lifecycle_event !== undefined && /(^|\/)-?(ba|da|a|z|k)?sh$/.test(ps(pid, "comm"));
}

function parentOf(pid: number): number | undefined {
  const parent = Number(ps(pid, "ppid"));
  return parent > 1 ? parent : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** One column of `ps`, or an empty string if there is no `ps`. */
function ps(pid: number, column: string): string {
  try {
    return execFileSync("ps", ["-o", `${column}=`, "-p", String(pid)], {
      stdio: ["ignore", "pipe", "ignore"],
    })
      .toString()
      .trim();
  } catch {
    return "";
  }
}
