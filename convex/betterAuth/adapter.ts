import { createApi } from "@convex-dev/better-auth";
import { tableOptions } from "./options";
import schema from "./schema";

/** The functions through which Better Auth reads and writes its tables. */
export const { create, findOne, findMany, updateOne, updateMany, deleteOne, deleteMany } = createApi(
  schema,
  () => tableOptions,
);
