/**
 * Better Auth's own magic link, set up as its documentation says, on the same component and with the same JWT cookie.
 */
import { convex } from "@convex-dev/better-auth/plugins";
import { createClient, type GenericCtx } from "@convex-dev/better-auth";
import { betterAuth } from "better-auth/minimal";
import { magicLink } from "better-auth/plugins/magic-link";
import { componentsGeneric } from "convex/server";
import type { components as appComponents } from "./_generated/api";
import type { DataModel } from "./_generated/dataModel";
import { env } from "./_generated/server";
import authConfig from "./auth.config";

const components = componentsGeneric() as unknown as { stockAuth: typeof appComponents.betterAuth };
export const stockComponent = createClient<DataModel>(components.stockAuth);

export const BASE_PATH = "/api/stock";

export const createStockAuth = (ctx: GenericCtx<DataModel>, onToken: (token: string) => void = () => {}) =>
  betterAuth({
    baseURL: env.SITE_URL,
    basePath: BASE_PATH,
    secret: env.BETTER_AUTH_SECRET,
    database: stockComponent.adapter(ctx),
    rateLimit: { enabled: false },
    plugins: [
      magicLink({
        storeToken: "hashed",
        expiresIn: 3_600,
        sendMagicLink: async ({ token }) => onToken(token),
      }),
      convex({ authConfig, options: { basePath: BASE_PATH } }),
    ],
  });
