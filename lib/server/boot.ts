/**
 * Stops a server with an incomplete environment before it answers anybody. Prints every problem, without a stack trace.
 */
export async function requireEnvironment(): Promise<void> {
  try {
    await import("./env");
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
