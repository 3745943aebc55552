import { expect, type Page } from "@playwright/test";

export interface Message {
  name: string;
  subject: string;
  body: string;
}

/** Creates a campaign on /admin/campaigns, and waits until the typed text is saved. */
export async function write(page: Page, { name, subject, body }: Message): Promise<void> {
  await page.goto("/admin/campaigns");
  await page.getByRole("button", { name: "New campaign" }).click();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Subject").fill(subject);
  await page.getByLabel("Message").fill(body);
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
}

/** Pastes addresses into the audience of the open draft. */
export async function invite(page: Page, addresses: string[]): Promise<void> {
  await page.getByRole("tab", { name: "Audience" }).click();
  await page.getByLabel("Paste addresses").fill(addresses.join("\n"));
  await page.getByRole("button", { name: "Check what I pasted" }).click();
  await page.getByRole("button", { name: /^Add [\d,]+ recipients?$/ }).click();
  await expect(page.getByRole("heading", { name: "Import complete" })).toBeVisible({ timeout: 60_000 });
}

/** Drops a file on the audience page, as if somebody dragged the file from a folder. */
export async function drop(page: Page, name: string, text: string): Promise<void> {
  const zone = page.getByText("or drop it here");
  const data = await page.evaluateHandle(
    ([name, text]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], name, { type: "text/csv" }));
      return transfer;
    },
    [name, text] as const,
  );
  for (const type of ["dragenter", "dragover", "drop"])
    await zone.dispatchEvent(type, { dataTransfer: data });
}

export async function launch(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Launch" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Launch now" }).click();
}

/** Opens the "More" menu and chooses an action. */
export async function choose(page: Page, item: string | RegExp): Promise<void> {
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

export const statusOf = (page: Page) => page.getByRole("status", { name: "Status" });

/** The number of one stage in the live results, for example "Delivered". */
export const stage = (page: Page, name: string) =>
  page.getByRole("region", { name: "Results" }).locator(`[data-name="${name.toLowerCase()}"] strong`);

/** The number of one kind of loss in the live results. */
export const loss = (page: Page, name: string) =>
  page
    .getByRole("region", { name: "Results" })
    .locator("div", { hasText: new RegExp(`^${name}`) })
    .locator("dd strong");
