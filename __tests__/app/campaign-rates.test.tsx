import { describe, expect, test } from "@jest/globals";
import { screen, within } from "@testing-library/react";
import { show } from "./admin-support";
import {
  NEWEST_FIRST,
  nextSorting,
  sorted,
  type ComparedCampaign,
} from "@/app/(app)/admin/campaigns/compare/sorting";
import { FunnelCards } from "@/app/(app)/admin/campaigns/[id]/watch/funnel-cards";
import { asShown, hrefOf } from "@/app/(app)/admin/campaigns/[id]/watch/shown-people";
import { funnelOf, rateOf } from "@/app/(app)/admin/campaigns/funnel";
import { percentText } from "@/lib/numbers";

describe("a rate", () => {
  test.each([
    [0, 0, "0%"],
    [0, 10, "0%"],
    [1, 5_000, "under 0.1%"],
    [3, 1_000, "0.3%"],
    [34, 1_000, "3.4%"],
    [30, 1_000, "3%"],
    [98, 1_000, "9.8%"],
    [99.6, 1_000, "10%"],
    [999, 1_000, "99%"],
    [1_000, 1_000, "100%"],
  ])("%d of %d is %s", (part, whole, text) => expect(percentText(part, whole)).toBe(text));

  const funnel = funnelOf({ recipients: 200, sent: 100, delivered: 97, bounced: 3, failed: 2 });
  test.each([
    ["sent", { share: "50%", of: "audience" }],
    ["failed", { share: "1%", of: "audience" }],
    ["delivered", { share: "97%", of: "sent" }],
    ["bounced", { share: "3%", of: "sent" }],
    ["unsubscribed", { share: "0%", of: "sent" }],
  ] as const)("%s is a share of what could have become it", (name, rate) =>
    expect(rateOf(funnel, name)).toEqual(rate),
  );

  test("does not exist before anything is sent", () =>
    expect(rateOf(funnelOf({ recipients: 5 }), "opened")).toBeNull());
});

describe("the numbers of a campaign", () => {
  test("each say what their percentage is of, and link to the people they count", () => {
    show(<FunnelCards counts={{ recipients: 200, sent: 100, delivered: 97, bounced: 3 }} />);
    const results = within(screen.getByRole("region", { name: "Results" }));
    expect(results.getByText("97% of sent")).toBeTruthy();
    expect(results.getByText("50% of audience", { selector: "[data-name=sent] *" })).toBeTruthy();
    expect(results.getByText("3% of sent")).toBeTruthy();
    const links = results
      .getAllByRole<HTMLAnchorElement>("link")
      .map((link) => [link.textContent, link.getAttribute("href")]);
    expect(links).toEqual([
      ["100", "?show=reached%3Aqueued#recipients"],
      ["100", "?show=reached%3Asent#recipients"],
      ["97", "?show=reached%3Adelivered#recipients"],
      ["3", "?show=reached%3Abounced#recipients"],
    ]);
  });

  test.each([
    ["reached:delivered", { reached: "delivered" }],
    ["delivered", { status: "delivered" }],
    ["reached:accepted@contoso.com", { reached: "accepted", domain: "contoso.com" }],
    ["reached:nonsense", {}],
    ["reached:toString", {}],
    ["nonsense", {}],
    ["", {}],
  ])("the address with %p lists the right people", (value, shown) => expect(asShown(value)).toEqual(shown));

  test("the link of a number leads to its list", () => {
    const value = new URLSearchParams(hrefOf("bounced").split("#")[0]).get("show");
    expect(asShown(value ?? "")).toEqual({ reached: "bounced" });
    const atDomain = new URLSearchParams(hrefOf("accepted", "contoso.com").split("#")[0]).get("show");
    expect(asShown(atDomain ?? "")).toEqual({ reached: "accepted", domain: "contoso.com" });
  });
});

describe("the comparison of campaigns", () => {
  const campaign = (name: string, launchedAt: number, counts: Record<string, number>) =>
    ({ id: name, name, status: "sent", launchedAt, counts }) as unknown as ComparedCampaign;
  const rows = [
    campaign("large", 1, { recipients: 1_000, sent: 1_000, accepted: 100 }),
    campaign("Small", 2, { recipients: 10, sent: 10, accepted: 5 }),
    campaign("unsent", 3, { recipients: 10 }),
  ];
  const names = (...sorting: Parameters<typeof sorted>) => sorted(...sorting).map(({ name }) => name);

  test("sorts by rate, and puts campaigns without a rate last", () => {
    const byAccepted = nextSorting(NEWEST_FIRST, "accepted");
    expect(names(rows, byAccepted)).toEqual(["Small", "large", "unsent"]);
    expect(names(rows, nextSorting(byAccepted, "accepted"))).toEqual(["unsent", "large", "Small"]);
  });

  test("sorts by name from A, by audience from the largest, and by launch at first", () => {
    expect(names(rows, nextSorting(NEWEST_FIRST, "name"))).toEqual(["large", "Small", "unsent"]);
    expect(names(rows, nextSorting(NEWEST_FIRST, "audience"))[0]).toBe("large");
    expect(names(rows, NEWEST_FIRST)).toEqual(["unsent", "Small", "large"]);
  });
});
