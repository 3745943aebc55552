import { expect, it } from "@jest/globals";
import { screen, waitFor } from "@testing-library/react";
import { show } from "./admin-support";

const { RefusedNotice } = await import("@/app/(app)/admin/campaigns/[id]/write/refused-notice");

it("names the addresses that the mail leaves out", async () => {
  show(<RefusedNotice body="[a](javascript:x) [b](https://ok.example) [c](https://{{company}}.example)" />);
  const notice = await screen.findByRole("status");
  expect(notice).toHaveTextContent("javascript:x");
  expect(notice).toHaveTextContent("https://{{company}}.example");
  expect(notice).not.toHaveTextContent("ok.example");
});

it("goes away when the address is corrected", async () => {
  const { showAgain } = show(<RefusedNotice body="[a](ftp://x)" />);
  expect(await screen.findByText("ftp://x")).toBeVisible();
  showAgain(<RefusedNotice body="[a](https://x.example)" />);
  await waitFor(() => expect(screen.queryByRole("status")).toBeNull());
});
