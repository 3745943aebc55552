import { expect, jest, test } from "@jest/globals";
import { screen, within } from "@testing-library/react";
import { show } from "./admin-support";

const { ProblemList } = await import("@/app/(app)/admin/campaigns/[id]/launch/problem-list");

test("each problem links to the step that solves it; a problem of the deployment has no link", async () => {
  const onGo = jest.fn();
  const { user } = show(
    <ProblemList
      onGo={onGo}
      problems={[
        { of: "message", message: "Write a subject." },
        { of: "audience", message: "Wait until the audience is complete." },
        { of: "deployment", message: "Set POSTAL_ADDRESS." },
      ]}
    />,
  );
  const [message, audience, deployment] = screen.getAllByRole("listitem");
  await user.click(within(message!).getByRole("button", { name: "Go to the message" }));
  await user.click(within(audience!).getByRole("button", { name: "Go to the audience" }));
  expect(onGo.mock.calls).toEqual([["write"], ["audience"]]);
  expect(within(deployment!).queryByRole("button")).toBeNull();
});
