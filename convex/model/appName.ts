import { DEFAULT_APP_NAME } from "../../lib/app-name";
import { env } from "../_generated/server";

/** The product's name in every email. */
export const appName = (): string => env.APP_NAME || DEFAULT_APP_NAME;
