/** An open page stays signed in and loses nothing, whatever happens to its requests. */
import type { BrowserContext, Page, Route } from "@playwright/test";
import { write } from "./support/campaigns";
import { dump, rowsOf } from "./support/deployment";
import { linkIn } from "./support/mailbox";
import { signIn, signInAsAdmin } from "./support/pages";
import { expect, test } from "./support/test";

const TOKEN = "**/api/auth/convex/token";
const AUTH = "**/api/auth/**";

/** Ways in which a request gets no answer from Better Auth. */
const FAILURES: Record<string, (route: Route) => Promise<void>> = {
  "a server that restarts (503)": (route) => route.fulfill({ status: 503, body: "Service Unavailable" }),
  "a gateway without a server (502)": (route) =>
    route.fulfill({ status: 502, json: { error: "bad gateway" } }),
  "a connection that is reset": (route) => route.abort("connectionreset"),
  "the page of a captive portal": (route) =>
    route.fulfill({ status: 200, contentType: "text/html", body: "<h1>Welcome to our Wi-Fi</h1>" }),
  "a portal that requires a login (401)": (route) =>
    route.fulfill({ status: 401, contentType: "text/html", body: "<h1>Log in</h1>" }),
  "a limit (429)": (route) => route.fulfill({ status: 429, json: { message: "Too many requests" } }),
  "a redirect to a portal": (route) => route.fulfill({ status: 302, headers: { location: "/" } }),
};

/** Discards the errors that the browser itself logs for these failures. */
test.afterEach(({ consoleErrors }) => void consoleErrors.take());

async function expectToSave(page: Page, address: string, name: string): Promise<void> {
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Your profile is saved.")).toBeVisible();
  expect((await rowsOf(address)).users).toMatchObject([{ name }]);
}

for (const [failure, fail] of Object.entries(FAILURES))
  test(`a token request that fails with ${failure} is repeated`, async ({ page, mailbox, address }) => {
    await signIn(page, mailbox, address);
    let failures = 0;
    await page.route(TOKEN, (route) => (failures++ === 0 ? fail(route) : route.continue()));
    await page.goto("/settings/profile");
    await expect.poll(() => failures).toBeGreaterThan(1);
    await expectToSave(page, address, "Ada");
  });

test("a renewal that fails for a while signs nobody out", async ({ page, mailbox, address }) => {
  await signIn(page, mailbox, address);
  await page.clock.install();
  await page.goto("/settings/profile");
  await page.waitForLoadState("networkidle");
  let failures = 0;
  await page.route(AUTH, (route) => {
    failures++;
    return route.abort("internetdisconnected");
  });
  // The page schedules the renewal once Convex has confirmed the session. The page does not show when that happens, so
  // the clock is moved forward until enough requests have failed.
  const passMinuteUntil = (count: number) =>
    expect
      .poll(() => page.clock.fastForward("01:00").then(() => failures), { intervals: [250], timeout: 30_000 })
      .toBeGreaterThanOrEqual(count);
  await passMinuteUntil(1);
  await passMinuteUntil(2);
  await page.unroute(AUTH);
  await page.clock.fastForward("01:00");
  await expectToSave(page, address, "Ada, later");
});

test("a page that is offline says so, keeps the typed text, and saves it when it is online again", async ({
  page,
  context,
  mailbox,
}) => {
  await signInAsAdmin(page, mailbox);
  await write(page, { name: "Offline", subject: "Before", body: "Body" });
  await context.setOffline(true);
  const notice = page.getByRole("status").filter({ hasText: "You are offline. Changes are kept" });
  await expect(notice).toBeVisible();
  await page.getByLabel("Subject").fill("Typed offline");
  await context.setOffline(false);
  await expect(notice).toHaveCount(0);
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Subject")).toHaveValue("Typed offline");
});

test("text that could not be saved survives a reload", async ({ page, context, mailbox }) => {
  const connection = await startConnection(context);
  await signInAsAdmin(page, mailbox);
  await write(page, { name: "Reload", subject: "Before", body: "Body" });
  connection.cut();
  await page.getByLabel("Subject").fill("Typed without a server");
  await page.getByLabel("Message").fill("And more of it");
  await expect(page.getByText("Not saved, trying again")).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "We cannot reach the server." })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Subject")).toHaveValue("Typed without a server");
  connection.mend();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible({ timeout: 40_000 });
  expect(await draftOf(page)).toMatchObject({ subject: "Typed without a server", body: "And more of it" });
});

test("a button stops waiting if no answer comes, and says so", async ({
  page,
  context,
  mailbox,
  address,
}) => {
  const connection = await startConnection(context);
  await signIn(page, mailbox, address);
  await page.goto("/settings/profile");
  await page.getByLabel("Name").fill("Ada");
  await page.waitForLoadState("networkidle");
  connection.freeze();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(
    page.getByText("The server has not answered. The change may have been made anyway"),
  ).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByRole("button", { name: "Save" })).toBeVisible();
});

test("a refusal by the server is shown on the page, and is not an error on the console", async ({
  page,
  mailbox,
  address,
  consoleErrors,
}) => {
  await signIn(page, mailbox, address);
  await page.goto("/settings/profile");
  const name = page.getByLabel("Name");
  await name.evaluate((input) => input.removeAttribute("maxlength"));
  await name.fill("a".repeat(1_000));
  consoleErrors.take();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Not saved")).toBeVisible();
  expect(consoleErrors.take()).toEqual([]);
});

test("the server's HTML already contains relative times", async ({ page, mailbox, address }) => {
  await signIn(page, mailbox, address);
  const response = await page.request.get("/settings/sessions");
  expect(await response.text()).toMatch(/<time [^>]*>just now<\/time>/);
});

test("a proxy that hides the session from requests of the page leads to the sign-in form, not to a loop", async ({
  page,
  mailbox,
  address,
}) => {
  await signIn(page, mailbox, address);
  let navigations = 0;
  page.on("request", (request) => (navigations += Number(request.isNavigationRequest())));
  await page.route("**/api/auth/get-session", (route) =>
    route.fulfill({ contentType: "application/json", body: "null" }),
  );
  await page.route(TOKEN, (route) => route.fulfill({ status: 401, json: {} }));
  await page.goto("/dashboard", { waitUntil: "commit" });
  await expect(page).toHaveURL(/\/login\?next=\/dashboard&problem=session_ended$/);
  await expect(page.getByText("Your session has ended")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Email" })).toBeVisible();
  await page.waitForLoadState("networkidle");
  expect(navigations).toBe(2);
});

test("the fragment of a deep link survives signing in", async ({ page, mailbox, address }) => {
  await page.goto("/settings/sessions#others");
  await page.getByRole("textbox", { name: "Email" }).fill(address);
  await page.getByRole("button", { name: "Email me a link" }).click();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
  await page.goto(linkIn(await mailbox.newest(address)));
  await expect(page).toHaveURL(/\/settings\/sessions#others$/);
});

/**
 * Intercepts the WebSockets of all pages. `cut` closes them and refuses new ones until `mend`. `freeze` drops all
 * messages from then on.
 */
async function startConnection(context: BrowserContext) {
  const open = new Set<{ close(): Promise<void> }>();
  let isCut = false;
  let isFrozen = false;
  await context.routeWebSocket(/\/sync$/, (socket) => {
    if (isCut) return void socket.close();
    const server = socket.connectToServer();
    socket.onMessage((message) => isFrozen || server.send(message));
    server.onMessage((message) => isFrozen || socket.send(message));
    open.add({ close: () => Promise.all([socket.close(), server.close()]).then(() => undefined) });
  });
  return {
    cut() {
      isCut = true;
      for (const socket of open) void socket.close();
      open.clear();
    },
    freeze() {
      isFrozen = true;
    },
    mend() {
      isCut = false;
    },
  };
}

async function draftOf(page: Page) {
  const id = new URL(page.url()).pathname.split("/").at(-1);
  const { "": app = {} } = await dump();
  return app.campaigns?.find(({ _id }) => _id === id);
}
