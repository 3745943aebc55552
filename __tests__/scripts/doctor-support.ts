import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { Resolver } from "node:dns/promises";
import { Resend } from "resend";
import type { Inspection } from "@/convex/health";
import type { Health } from "@/lib/server/health";
import { checks } from "@/scripts/doctor/checks";
import type { Finding } from "@/scripts/doctor/check";
import { examine } from "@/scripts/doctor/run";
import type { Subject } from "@/scripts/doctor/subject";

const open: (() => Promise<void>)[] = [];

export const willClose = (close: () => Promise<void>): void => void open.push(close);

/** Stops everything that the tests of a file have started. Use it in `afterEach`. */
export async function closeAll(): Promise<void> {
  await Promise.all(open.splice(0).map((close) => close()));
}

/** Starts a web server with the test's own responses, and returns its URL. */
export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  willClose(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export interface Facts {
  siteUrl?: string;
  health?: Partial<Health>;
  inspection?: Partial<Inspection>;
  variables?: Record<string, string>;
  functions?: string[];
  resend?: Resend;
  dns?: Resolver;
}

export const HEALTH: Health = {
  status: "ok",
  problems: [],
  siteUrl: "https://latchkey.example",
  appName: "Latchkey",
  convexUrl: "https://happy-otter-1.convex.cloud",
  convexSiteUrl: "https://happy-otter-1.convex.site",
  schema: { app: "0123456789ab", convex: "0123456789ab" },
  convexMs: 12,
};

export const INSPECTION: Inspection = {
  now: 0,
  convexUrl: HEALTH.convexUrl,
  convexSiteUrl: HEALTH.convexSiteUrl,
  schema: "0123456789ab",
  problems: [],
  hasSigningKey: true,
  hasAdmin: true,
  brand: { name: "Acme", postalAddress: "1 Example Street", supportEmail: "help@acme.example" },
};

export const VARIABLES = {
  SITE_URL: HEALTH.siteUrl,
  BETTER_AUTH_SECRET: "b".repeat(32),
  INTERNAL_PROXY_SECRET: "p".repeat(32),
  RESEND_API_KEY: "re_123",
  MAIL_FROM: "Latchkey <hello@mail.latchkey.example>",
  RESEND_WEBHOOK_SECRET: `whsec_${btoa("a secret of these tests only")}`,
};

function subjectWith({ siteUrl, health, inspection, variables, functions = [], ...rest }: Facts): Subject {
  return {
    siteUrl: () => Promise.resolve(siteUrl ?? HEALTH.siteUrl),
    health: () => Promise.resolve({ ...HEALTH, ...health }),
    inspection: () => Promise.resolve({ ...INSPECTION, ...inspection }),
    variables: () => Promise.resolve({ ...VARIABLES, ...variables }),
    functions: () => Promise.resolve(functions),
    resend: () => Promise.resolve(rest.resend ?? new Resend("re_123")),
    dns: rest.dns ?? new Resolver(),
  };
}

/** The result of one of the doctor's checks, through the doctor's own runner. */
export async function look(id: string, facts: Facts): Promise<Finding> {
  const [result] = await examine(
    checks.filter((check) => check.id === id),
    subjectWith(facts),
  );
  if (!result) throw new Error(`There is no check ${id}.`);
  const { status, detail, fix } = result;
  return { status, detail, ...(fix === undefined ? {} : { fix }) };
}
