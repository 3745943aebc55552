import type { Backend } from "../backend";
import type { Execution } from "../execution";
import type { FileStorage } from "./storage";

interface Args {
  storageId: string;
}
type Handler = (args: Args, execution: Execution) => Promise<unknown>;

/** The calls of `ctx.storage` that every kind of function has. */
export function storageCalls(backend: Backend, files: FileStorage): Record<string, Handler> {
  /** In a query or mutation, the call is part of its transaction. In an action, each call gets a new transaction. */
  const inTransaction = <Value>({ transaction, componentPath }: Execution, work: () => Value) =>
    transaction ? Promise.resolve().then(work) : backend.transaction(componentPath, work);
  return {
    "1.0/storageGenerateUploadUrl": (_, { componentPath }) => Promise.resolve(files.uploadUrl(componentPath)),
    "1.0/storageGetUrl": ({ storageId }, execution) =>
      inTransaction(execution, () => files.url(execution.componentPath, storageId)),
    "1.0/storageGetMetadata": ({ storageId }, execution) =>
      inTransaction(execution, () => files.metadata(execution.componentPath, storageId)),
    "1.0/storageDelete": ({ storageId }, execution) =>
      inTransaction(execution, () => {
        files.delete(execution.componentPath, storageId);
        return null;
      }),
  };
}

interface BlobArgs {
  blob?: unknown;
  storageId?: unknown;
  options?: { sha256?: string };
}

/**
 * `ctx.storage.store` and `ctx.storage.get`, which only actions have: npm-packages/udf-runtime/src/storage.ts in
 * Convex's source.
 */
export async function storageOfActions(
  files: FileStorage,
  op: string,
  { blob, storageId, options }: BlobArgs,
  { componentPath, transaction }: Execution,
): Promise<unknown> {
  if (transaction) throw new Error(`${op} can only be called in an action.`);
  if (op === "storage/getBlob") {
    if (typeof storageId !== "string")
      throw new Error(`storage.get requires a string storageId but received ${String(storageId)}`);
    return files.blob(componentPath, storageId);
  }
  if (op !== "storage/storeBlob") throw new Error(`Unknown operation ${op}`);
  if (!(blob instanceof Blob))
    throw new Error(
      "store() expects a Blob. If you are trying to store a Request, `await request.blob()` will give you the correct input.",
    );
  const bytes = Buffer.from(await blob.arrayBuffer());
  return files.store(componentPath, { bytes, contentType: blob.type || null, sha256: options?.sha256 });
}
