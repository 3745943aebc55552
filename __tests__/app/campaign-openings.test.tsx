import { beforeEach, describe, expect, test } from "@jest/globals";
import { screen, within } from "@testing-library/react";
import { live, show } from "./people-support";

const { LinkOpenings } = await import("@/app/(app)/admin/campaigns/[id]/watch/link-openings");
const { CompareTable } = await import("@/app/(app)/admin/campaigns/compare/compare-table");
type Campaign = Parameters<typeof LinkOpenings>[0]["campaign"];

const campaign = (counts: Record<string, number>) => ({ id: "campaign", counts }) as unknown as Campaign;
const CONTOSO = {
  id: "contoso",
  domain: "contoso.com",
  sent: 120,
  people: 33,
  filtered: 118,
  unclear: 0,
  came: 31,
  mostWithin: 5,
};

beforeEach(() => live([]));

describe("who opened the links", () => {
  test("shows, before any visit, only what is counted and what cannot be known", () => {
    show(<LinkOpenings campaign={campaign({ recipients: 3, sent: 3 })} />);
    const section = within(screen.getByRole("region", { name: "Who opened the links" }));
    expect(section.getByText(/No visit is known yet/)).toBeVisible();
    expect(section.queryByRole("link")).toBeNull();
    expect(section.getByText("What this cannot know")).toBeVisible();
  });

  test("links each number to its people, in total and for each domain", () => {
    live([CONTOSO]);
    const counts = { recipients: 200, sent: 200, openedByPeople: 40, openedByFilters: 118 };
    show(<LinkOpenings campaign={campaign(counts)} />);
    const links = screen.getAllByRole("link").map((link) => [link.textContent, link.getAttribute("href")]);
    expect(links).toEqual([
      ["40", "?show=reached%3AopenedByPeople#recipients"],
      ["118", "?show=reached%3AopenedByFilters#recipients"],
      ["120", "?show=reached%3Asent%40contoso.com#recipients"],
      ["33", "?show=reached%3AopenedByPeople%40contoso.com#recipients"],
      ["118", "?show=reached%3AopenedByFilters%40contoso.com#recipients"],
      ["31", "?show=reached%3Aaccepted%40contoso.com#recipients"],
    ]);
    expect(screen.getByText(/A filter at contoso.com opened 118 of 120 links/)).toBeVisible();
    expect(screen.getByText("20% of sent")).toBeVisible();
  });
});

describe("the comparison of campaigns", () => {
  const row = (name: string, launchedAt: number, counts: Record<string, number>) => ({
    id: name,
    name,
    status: "sent",
    launchedAt,
    counts,
  });
  const names = () => screen.getAllByRole("rowheader").map((cell) => cell.textContent);

  test("sorts by a heading, and can show only the chosen campaigns", async () => {
    live([
      row("New", 2, { recipients: 10, sent: 10, accepted: 1 }),
      row("Old", 1, { recipients: 10, sent: 10, accepted: 5, openedByPeople: 6 }),
    ]);
    const { user } = show(<CompareTable first={{ page: [], isDone: true }} />);
    expect(names()).toEqual(["New", "Old"]);
    await user.click(screen.getByRole("button", { name: "Accepted" }));
    expect(names()).toEqual(["Old", "New"]);
    const heading = screen.getByRole("columnheader", { name: "Accepted" });
    expect(heading.getAttribute("aria-sort")).toBe("descending");
    await user.click(screen.getByRole("checkbox", { name: "Compare New" }));
    await user.click(screen.getByRole("checkbox", { name: "Show only the chosen (1)" }));
    expect(names()).toEqual(["New"]);
  });

  test("shows no rate for a campaign whose visits were not counted", () => {
    live([row("Old", 1, { recipients: 10, sent: 10, accepted: 5 })]);
    show(<CompareTable first={{ page: [], isDone: true }} />);
    expect(screen.getByText("not counted")).toBeVisible();
  });
});
