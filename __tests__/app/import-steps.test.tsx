import { describe, expect, it } from "@jest/globals";
import { screen, waitFor } from "@testing-library/react";
import type { ImportStepsProps } from "@/app/(app)/admin/_shared/import/import-steps";
import { CHUNK, type ChunkReport } from "@/app/(app)/admin/_shared/import/list-import";
import { openAudience } from "@/lib/audience/client";
import type { AudienceRow } from "@/lib/audience/rows";
import { show } from "./admin-support";
import { createWorker } from "./audience-worker";

const { ImportSteps } = await import("@/app/(app)/admin/_shared/import/import-steps");
const { ListImport } = await import("@/app/(app)/admin/_shared/import/list-import");
const { useImportState } = await import("@/app/(app)/admin/_shared/import/use-list-import");
const { IMPORT_MESSAGES: CAMPAIGN } =
  await import("@/app/(app)/admin/campaigns/[id]/audience/import-messages");
const { IMPORT_MESSAGES: SUPPRESSIONS } = await import("@/app/(app)/admin/suppressions/import-messages");

type Messages = ImportStepsProps["messages"];

const addAll = async (rows: AudienceRow[]): Promise<ChunkReport> => ({ added: rows.length, rejected: [] });

function showSteps(messages: Messages, upload = addAll) {
  const list = new ListImport({
    open: () => openAudience(createWorker()),
    upload,
    describe: (error) => (error as Error).message,
  });
  function Steps() {
    const state = useImportState(list);
    return (
      <ImportSteps list={list} state={state} messages={messages} columns={null} onEnd={() => list.reset()} />
    );
  }
  return { list, ...show(<Steps />) };
}

const button = (name: string) => screen.getByRole("button", { name });
const paste = () => screen.getByRole("textbox", { name: /^Paste addresses/ });

async function check(user: ReturnType<typeof showSteps>["user"], text: string) {
  await user.click(paste());
  await user.paste(text);
  await user.click(button("Check what I pasted"));
}

describe.each<[string, Messages, { verdict: string; upload: string; done: string; end: string }]>([
  [
    "a campaign",
    CAMPAIGN,
    {
      verdict: "1 can be added, 1 is left out:",
      upload: "Add 1 recipient",
      done: "1 of 1 row, 1 added, 1 left out",
      end: "Add another list",
    },
  ],
  [
    "the suppressions",
    SUPPRESSIONS,
    {
      verdict: "1 address can be suppressed. 1 row is left out:",
      upload: "Suppress 1 address",
      done: "1 address suppressed.",
      end: "Done",
    },
  ],
])("importing into %s", (_, messages, said) => {
  const text = (expected: string) => (_: string, element: Element | null) =>
    element?.getAttribute("role") === "status" && element.textContent === expected;

  it("imports one address, and uses the singular in its texts", async () => {
    const { user } = showSteps(messages);
    await check(user, "email\nann@example.com\nnonsense");
    expect(await screen.findByText(text(said.verdict))).toBeVisible();
    await user.click(button(said.upload));
    expect(await screen.findByText(text(said.done))).toBeVisible();
    expect(screen.getByRole("heading", { name: "Import complete" })).toBeVisible();
    await user.click(button(said.end));
    expect(paste()).toHaveValue("");
  });

  it("says why a list cannot be read, and offers to choose another", async () => {
    const { user } = showSteps(messages);
    await check(user, "BEGIN:VCALENDAR");
    expect(await screen.findByRole("alert")).toHaveTextContent(
      /This list could not be read.*This is a calendar, not a list/,
    );
    await user.clear(paste());
    await check(user, "email\nann@example.com");
    await user.click(await screen.findByRole("button", { name: "Choose a different file" }));
    expect(paste()).toBeVisible();
  });

  it("says what to fix if no column holds addresses", async () => {
    const { user } = showSteps(messages);
    await check(user, "name\nAnn\nBob");
    expect(await screen.findByRole("alert")).toHaveTextContent("Fix this first");
    expect(screen.queryByRole("button", { name: said.upload })).toBeNull();
  });

  it("stops at an error, and resumes after the last chunk that the server accepted", async () => {
    let isDown = true;
    const { user } = showSteps(messages, async (rows) => {
      if (rows.length < CHUNK && isDown) throw new Error("The server is away.");
      return addAll(rows);
    });
    const addresses = Array.from({ length: CHUNK + 1 }, (_, index) => `p${index}@example.com`);
    await check(user, ["email", ...addresses].join("\n"));
    await waitFor(() => expect(button(messages.upload(CHUNK + 1))).toBeEnabled());
    await user.click(button(messages.upload(CHUNK + 1)));
    expect(await screen.findByRole("alert")).toHaveTextContent("The server is away.");
    expect(screen.getByRole("heading", { name: "Import paused" })).toBeVisible();
    isDown = false;
    await user.click(button("Resume upload"));
    expect(await screen.findByRole("heading", { name: "Import complete" })).toBeVisible();
  });
});
