import { describe, expect, it } from "@jest/globals";
import { applied, deployPlan } from "@/scripts/deploy-plan";

const PROJECT = {
  VERCEL: "1",
  CONVEX_DEPLOY_KEY: "preview:team:project|key",
  VERCEL_GIT_COMMIT_REF: "blue/door",
  VERCEL_URL: "latchkey-9f2.vercel.app",
  VERCEL_BRANCH_URL: "latchkey-git-blue-door.vercel.app",
  VERCEL_PROJECT_PRODUCTION_URL: "latchkey.example",
  SITE_URL: "https://latchkey.example",
  INTERNAL_PROXY_SECRET: "p".repeat(32),
  RESEND_API_KEY: "re_123",
  PATH: "/usr/bin",
};
const PREVIEW = { ...PROJECT, VERCEL_ENV: "preview" };
const PRODUCTION = { ...PROJECT, VERCEL_ENV: "production" };

describe("a build", () => {
  it("outside Vercel, or without a key, changes nothing", () => {
    expect(deployPlan({ ...PRODUCTION, VERCEL: undefined })).toBeNull();
    expect(deployPlan({ ...PRODUCTION, CONVEX_DEPLOY_KEY: "" })).toBeNull();
  });

  it("for production copies the project's variables, and nothing else", () => {
    expect(deployPlan(PRODUCTION)).toEqual({
      selection: {},
      sets: {
        SITE_URL: "https://latchkey.example",
        INTERNAL_PROXY_SECRET: PROJECT.INTERNAL_PROXY_SECRET,
        RESEND_API_KEY: "re_123",
      },
      fills: {},
    });
  });

  it("for production without SITE_URL uses the project's address", () => {
    expect(deployPlan({ ...PRODUCTION, SITE_URL: "" })?.sets.SITE_URL).toBe("https://latchkey.example");
  });
});

describe("a preview", () => {
  it("uses its own address, on the deployment of its branch", () => {
    const plan = deployPlan(PREVIEW);
    expect(plan?.selection).toEqual({ "preview-name": "blue/door" });
    expect(plan?.sets.SITE_URL).toBe("https://latchkey-git-blue-door.vercel.app");
  });

  it.each([
    ["no list is set", undefined, undefined, "delivered@resend.dev"],
    ["the list on Vercel is empty", "", undefined, "delivered@resend.dev"],
    ["Vercel has a list", "ada@example.com", "example.org", "ada@example.com"],
    ["Convex's defaults for previews have a list", undefined, "example.org", "example.org"],
  ])("always has an allow-list: if %s", (_, given, present, expected) => {
    const plan = deployPlan({ ...PREVIEW, MAIL_ALLOW_LIST: given })!;
    const { after } = applied(plan, present === undefined ? {} : { MAIL_ALLOW_LIST: present });
    expect(after.MAIL_ALLOW_LIST).toBe(expected);
  });

  it("has its own secret, which is made once", () => {
    const made = applied(deployPlan(PREVIEW)!, {});
    expect(made.changes.BETTER_AUTH_SECRET).toMatch(/^[\w-]{43}$/);
    const { after, changes } = applied(deployPlan(PREVIEW)!, made.after);
    expect(after).toEqual(made.after);
    expect(changes).toEqual({});
  });

  it("never touches a self-hosted deployment", () => {
    const selfHosted = {
      ...PREVIEW,
      CONVEX_DEPLOY_KEY: "",
      CONVEX_SELF_HOSTED_URL: "https://convex.example",
    };
    expect(() => deployPlan(selfHosted)).toThrow(/Switch previews off/);
  });
});
