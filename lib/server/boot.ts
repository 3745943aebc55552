/** Ends a server whose environment is not complete before it answers anybody: it says all that is wrong, and no stack. */
export async function requireEnvironment(): Promise<void> {
  try {
    await import("./env");
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
