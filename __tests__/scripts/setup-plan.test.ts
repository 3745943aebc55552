/** The plan of `npm run setup`: what it sets on Convex and what it writes for the Next side. */
import { expect, it } from "@jest/globals";
import { planSetup } from "@/scripts/setup/plan";

const convex = {
  SITE_URL: "https://app.example.com",
  APP_NAME: "Acme",
  APP_ACCENT: "#1d4ed8",
  FOOTER_LINKS: "Privacy https://example.com/privacy",
  INTERNAL_PROXY_SECRET: "p".repeat(32),
};

it("writes the brand's variables for the Next side as they are on Convex", () => {
  const { writes } = planSetup({ convex, file: {}, answers: {} });
  expect(writes).toEqual({
    SITE_URL: "https://app.example.com",
    APP_NAME: "Acme",
    APP_ACCENT: "#1d4ed8",
    FOOTER_LINKS: "Privacy https://example.com/privacy",
    INTERNAL_PROXY_SECRET: "p".repeat(32),
  });
});

it("writes the name that was answered, and no variable without a value", () => {
  const { writes } = planSetup({
    convex: { SITE_URL: convex.SITE_URL },
    file: {},
    answers: { APP_NAME: "Apex" },
  });
  expect(writes).toMatchObject({ APP_NAME: "Apex" });
  expect(writes).not.toHaveProperty("APP_ACCENT");
});
