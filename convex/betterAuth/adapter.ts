import { createApi } from "@convex-dev/better-auth";
import { tableOptions } from "./options";
import schema from "./schema";

/** What Better Auth itself reads and writes its tables with. */
export const { create, findOne, findMany, updateOne, updateMany, deleteOne, deleteMany } = createApi(
  schema,
  () => tableOptions,
);
