import { afterEach, expect, test } from "@jest/globals";
import type { CampaignId } from "@/app/(app)/admin/campaigns/types";
import { ListImport } from "@/app/(app)/admin/_shared/import/list-import";
import { findImport, keepImport, leaveImport } from "@/app/(app)/admin/campaigns/[id]/audience/imports";
import type { Audience } from "@/lib/audience/client";
import type { AudienceRow } from "@/lib/audience/rows";

const id = "campaign" as CampaignId;
const row: AudienceRow = { line: 1, email: "ada@example.com", fields: {} };

/** Creates an import of a list of one row. The server accepts the row when the test calls `answer`. */
function createImport() {
  let answer = () => {};
  const answered = new Promise<{ added: number; rejected: [] }>((resolve) => {
    answer = () => resolve({ added: 1, rejected: [] });
  });
  const audience: Audience = {
    read: async () => ({
      rowCount: 1,
      header: [],
      encoding: null,
      delimiter: ",",
      mapping: { hasHeader: false, columns: [{ as: "email" }] },
      sample: [],
    }),
    check: async () => ({
      good: 1,
      rejected: 0,
      byReason: {},
      withSeveralAddresses: 0,
      unknownZones: { rows: 0, examples: [] },
    }),
    rows: async function* () {
      yield [row];
    },
    rejected: async () => [],
    originals: async (rows) => rows,
    close: () => {},
  };
  const list = new ListImport({ open: () => audience, upload: () => answered, describe: String });
  keepImport(id, list);
  return { list, answer };
}

/** Whether the browser would ask for confirmation before it closes the tab. */
const isHeld = () => !window.dispatchEvent(new Event("beforeunload", { cancelable: true }));

afterEach(() => {
  const list = findImport(id);
  list?.reset();
  if (list) leaveImport(id, list);
});

test("a running import survives leaving and reopening its page, and warns before the tab is closed", async () => {
  const { list, answer } = createImport();
  await list.read("ada@example.com");
  expect(isHeld()).toBe(false);
  const uploading = list.upload();
  leaveImport(id, list);
  expect(findImport(id)).toBe(list);
  expect(isHeld()).toBe(true);
  answer();
  await uploading;
  expect(list.state).toMatchObject({ kind: "done", added: 1 });
  expect(isHeld()).toBe(false);
});

test("a list that is not being uploaded is discarded when its page is left", async () => {
  const { list } = createImport();
  await list.read("ada@example.com");
  leaveImport(id, list);
  expect(findImport(id)).toBeUndefined();
  expect(list.state.kind).toBe("idle");

  const another = createImport();
  await another.list.read("ada@example.com");
  const uploading = another.list.upload();
  another.answer();
  await uploading;
  leaveImport(id, another.list);
  expect(findImport(id)).toBeUndefined();
});
