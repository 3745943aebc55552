import "server-only";
import { withTimeout } from "@latchkey/login-links/http";
import { fetchQuery } from "convex/nextjs";
import { PHASE_PRODUCTION_BUILD } from "next/constants";
import { after } from "next/server";
import { api } from "@/convex/_generated/api";
import { type Brand, brandOf } from "../brand/brand";
import { brandValuesOf } from "../brand/environment";
import { env } from "./env";
import { log } from "./log";

const FRESH_MS = 5_000;
const TIMEOUT_MS = 5_000;

/** A build may run where Convex cannot be reached, and keeps nothing of what it renders. */
const isBuilding = process.env.NEXT_PHASE === PHASE_PRODUCTION_BUILD;

interface Kept {
  brand: Brand;
  askedAt: number;
}

/** Shared by all bundles of the server, each of which has its own copy of this module. */
const store = globalThis as typeof globalThis & { latchkeyBrand?: Kept };

/**
 * The brand as it was last read from Convex. A page never waits for it: an old value is returned at once, and the brand
 * is read again in the background. Before the first answer, and while Convex cannot be reached, this is the
 * environment's brand.
 */
export function getBrand(): Brand {
  const kept = keptBrand();
  if (Date.now() - kept.askedAt > FRESH_MS && !isBuilding) keepAlive(readBrand());
  return kept.brand;
}

const keptBrand = (): Kept =>
  (store.latchkeyBrand ??= { brand: brandOf({}, brandValuesOf(env)), askedAt: Number.NEGATIVE_INFINITY });

/** Reads the brand and keeps it. Never throws. The server calls this when it starts, so that it is rarely late. */
export async function readBrand(): Promise<void> {
  const kept = keptBrand();
  kept.askedAt = Date.now();
  try {
    kept.brand = await withTimeout(() => fetchQuery(api.brand.get), TIMEOUT_MS);
  } catch (error) {
    log.error("brand.unreachable", error);
  }
}

/** A serverless platform stops a function after its response, unless it is told to wait for this work. */
function keepAlive(work: Promise<void>): void {
  try {
    after(() => work);
  } catch {
    // Outside of a request there is no response that could stop the work.
  }
}
