import { describe, expect, test } from "@jest/globals";
import { mostWithin, withinBounds } from "@/lib/link-visits/delays";
import { networkOf } from "@/lib/link-visits/network";
import {
  type DomainFacts,
  isFilterNetwork,
  isQuickDomain,
  isWholeDomain,
  judgeLink,
  judgeVisit,
  type NetworkFacts,
  type Visit,
} from "@/lib/link-visits/rule";
import { readSignals } from "@/lib/link-visits/signals";

const SLOW: Visit = {
  agent: "browser",
  fetching: "navigation",
  isHead: false,
  seconds: 300,
  isContinued: false,
  from: "home",
  network: { links: 1, most: 1, continued: 0 },
};
const QUIET: DomainFacts = { sent: 100, looked: 20, fast: 2, came: 10 };
const QUICK: DomainFacts = { sent: 100, looked: 40, fast: 20, came: 10 };
const WHOLE: DomainFacts = { sent: 100, looked: 80, fast: 0, came: 31 };
const BURST: NetworkFacts = { links: 5, most: 5, continued: 0 };

describe("one visit", () => {
  test.each<[string, Partial<Visit>, DomainFacts, string, string]>([
    ["a slow browser", {}, QUIET, "person", "likeAPerson"],
    [
      "a browser that continues",
      { isContinued: true, seconds: 1, network: BURST },
      WHOLE,
      "person",
      "signedIn",
    ],
    ["HEAD", { isHead: true }, QUIET, "filter", "head"],
    ["a program by its name", { agent: "program" }, QUIET, "filter", "program"],
    ["a false browser", { fetching: "missing" }, QUIET, "filter", "notABrowser"],
    ["a frame, image or script", { fetching: "other" }, QUIET, "filter", "notABrowser"],
    ["an old browser", { fetching: "unknown" }, QUIET, "person", "likeAPerson"],
    ["a prefetch", { fetching: "prefetch", seconds: 1 }, QUIET, "unclear", "prefetch"],
    ["before the delivery", { seconds: -3 }, QUIET, "filter", "beforeDelivery"],
    ["before it, within the difference of two clocks", { seconds: -1 }, QUIET, "filter", "tooFast"],
    ["after 3 seconds", { seconds: 3 }, QUIET, "filter", "tooFast"],
    ["after 4 seconds", { seconds: 4 }, QUIET, "unclear", "fast"],
    ["after 20 seconds", { seconds: 20 }, QUIET, "unclear", "fast"],
    ["after 21 seconds", { seconds: 21 }, QUIET, "person", "likeAPerson"],
    ["at an unknown time", { seconds: null }, QUICK, "person", "likeAPerson"],
    ["after 20 seconds where most are fast", { seconds: 20 }, QUICK, "filter", "quickDomain"],
    ["after 21 seconds where most are fast", { seconds: 21 }, QUICK, "person", "likeAPerson"],
    ["where nearly all are opened", {}, WHOLE, "filter", "wholeDomain"],
    ["from a network that only looks", { network: BURST }, QUIET, "filter", "network"],
    ["from an unknown network", { network: null }, QUIET, "person", "likeAPerson"],
  ])("%s: %p", (_name, visit, domain, verdict, reason) =>
    expect(judgeVisit({ ...SLOW, ...visit }, domain)).toEqual({ verdict, reason }),
  );
});

describe("the facts that decide", () => {
  test.each<[NetworkFacts, boolean]>([
    [{ links: 4, most: 4, continued: 0 }, false],
    [{ links: 5, most: 5, continued: 0 }, true],
    [{ links: 5, most: 5, continued: 1 }, false],
    [{ links: 19, most: 1, continued: 0 }, false],
    [{ links: 20, most: 1, continued: 0 }, true],
    [{ links: 30, most: 8, continued: 18 }, false],
    [{ links: 120, most: 60, continued: 5 }, true],
    [{ links: 120, most: 60, continued: 6 }, false],
  ])("the network %j is a filter's: %p", (facts, is) => expect(isFilterNetwork(facts)).toBe(is));

  test.each<[Partial<DomainFacts>, boolean]>([
    [{ looked: 6, fast: 3 }, false],
    [{ looked: 8, fast: 4 }, true],
    [{ looked: 9, fast: 4 }, false],
  ])("the domain %j is quick: %p", (facts, is) => expect(isQuickDomain({ ...QUIET, ...facts })).toBe(is));

  test.each<[Partial<DomainFacts>, boolean]>([
    [{ sent: 9, looked: 9, came: 0 }, false],
    [{ sent: 10, looked: 8, came: 3 }, true],
    [{ sent: 10, looked: 7, came: 0 }, false],
    [{ sent: 10, looked: 10, came: 4 }, false],
    [{ sent: null, looked: 50, came: 0 }, false],
  ])("of the domain %j everything is looked: %p", (facts, is) =>
    expect(isWholeDomain({ ...QUIET, ...facts })).toBe(is),
  );
});

describe("all visits to one link", () => {
  const head: Visit = { ...SLOW, isHead: true, seconds: 2 };
  const prefetch: Visit = { ...SLOW, fetching: "prefetch" };

  test("no visit means nobody, but somebody who accepted is a person", () => {
    expect(judgeLink([], QUIET, false)).toBeNull();
    expect(judgeLink([], QUIET, true)).toMatchObject({
      verdict: "person",
      reason: "signedIn",
      isFiltered: false,
    });
  });

  test("a person outweighs a filter, in any order, and the filter is still reported", () => {
    for (const visits of [
      [head, SLOW],
      [SLOW, head],
    ])
      expect(judgeLink(visits, QUIET, false)).toEqual({
        verdict: "person",
        reason: "likeAPerson",
        isFiltered: true,
        isLooked: true,
        isFast: false,
        filteredAfter: 2,
      });
  });

  test("if nearly all links are opened, a later visit from another network may be a person's", () => {
    const later = { ...SLOW, seconds: 900, from: "office" };
    const verdict = (...visits: Visit[]) => judgeLink(visits, WHOLE, false)?.verdict;
    expect(verdict(SLOW)).toBe("filter");
    expect(verdict(SLOW, later)).toBe("person");
    expect(verdict(SLOW, { ...later, from: "home" })).toBe("filter");
    expect(verdict(SLOW, { ...later, from: null })).toBe("filter");
  });

  test("a program that names itself does not make its whole domain suspect", () => {
    expect(judgeLink([head], QUIET, false)).toMatchObject({ isLooked: false, isFast: false });
    expect(judgeLink([SLOW], QUIET, false)).toMatchObject({ isLooked: true });
  });

  test("an unclear visit outweighs a filter", () => {
    expect(judgeLink([head, prefetch], QUIET, false)).toMatchObject({
      verdict: "unclear",
      reason: "prefetch",
    });
    expect(judgeLink([head], QUIET, false)).toMatchObject({ verdict: "filter", filteredAfter: 2 });
  });

  test("a fast visit that continued does not make its domain suspect", () => {
    const person = { ...SLOW, seconds: 4, isContinued: true };
    expect(judgeLink([person], QUIET, true)).toMatchObject({ isFast: false });
    expect(judgeLink([{ ...person, isContinued: false }], QUIET, true)).toMatchObject({ isFast: true });
  });
});

const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.2 Mobile/15E148 Safari/604.1";
const IN_APP_IOS =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 361.0";
const TAB = { "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" };

describe("the signals of a request", () => {
  test.each<[string, Record<string, string>, string, string]>([
    ["Chrome in a tab", { "user-agent": CHROME, ...TAB }, "browser", "navigation"],
    ["Chrome without its headers", { "user-agent": CHROME }, "browser", "missing"],
    ["Safari without its headers", { "user-agent": IPHONE }, "browser", "missing"],
    [
      "an older Safari",
      { "user-agent": IPHONE.replace("Version/18.2", "Version/15.6") },
      "browser",
      "unknown",
    ],
    ["a browser in an app on iOS", { "user-agent": IN_APP_IOS }, "browser", "unknown"],
    ["a frame", { "user-agent": CHROME, ...TAB, "sec-fetch-dest": "iframe" }, "browser", "other"],
    [
      "an image",
      { "user-agent": CHROME, "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image" },
      "browser",
      "other",
    ],
    ["a prefetch", { "user-agent": CHROME, ...TAB, "sec-purpose": "prefetch" }, "browser", "prefetch"],
    ["nothing", {}, "program", "unknown"],
    ["curl", { "user-agent": "curl/8.9.1" }, "program", "unknown"],
    [
      "Slack",
      { "user-agent": "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)" },
      "program",
      "unknown",
    ],
    ["Bing", { "user-agent": `${CHROME} BingPreview/1.0b` }, "program", "missing"],
    [
      "a headless browser",
      { "user-agent": CHROME.replace("Chrome", "HeadlessChrome"), ...TAB },
      "program",
      "navigation",
    ],
    [
      "Skype",
      { "user-agent": "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5" },
      "program",
      "unknown",
    ],
    [
      "a phone of Cubot",
      { "user-agent": CHROME.replace("Windows NT 10.0; Win64; x64", "Linux; Android 13; CUBOT X70"), ...TAB },
      "browser",
      "navigation",
    ],
  ])("%s: %j", (_name, headers, agent, fetching) =>
    expect(readSignals(new Headers(headers), true)).toEqual({ agent, fetching }),
  );

  test("no headers are expected of a browser on plain http", () =>
    expect(readSignals(new Headers({ "user-agent": CHROME }), false).fetching).toBe("unknown"));
});

test.each([
  ["198.51.100.7", "198.51.100.0/24"],
  ["::ffff:198.51.100.7", "198.51.100.0/24"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"],
  ["2001:0DB8:1::6", "2001:db8:1::/48"],
  ["2001:db8::1", "2001:db8:0::/48"],
  ["nonsense", null],
  ["", null],
])("the network of %p is %p", (address, network) => expect(networkOf(address)).toBe(network));

test("the reported time is the smallest bound within which nine in ten filters came", () => {
  const sum = (all: number[]) =>
    all.map(withinBounds).reduce((a, b) => a.map((one, index) => one + b[index]!));
  const nine = [1, 1, 2, 2, 3, 3, 4, 4, 5];
  expect(mostWithin(sum([...nine, 500]), 10)).toBe(5);
  expect(mostWithin(sum([...nine, 500, 500]), 11)).toBe(600);
  expect(mostWithin(sum([9_999]), 1)).toBeNull();
  expect(mostWithin([], 0)).toBeNull();
});
