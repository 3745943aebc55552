/**
 * Nine kinds of filters, as their makers describe them and as their requests are known to look, one kind that cannot be
 * told from people, and people who open their links in different ways. All times are in seconds after the delivery.
 */
import type { Random } from "./random";

const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.2 Mobile/15E148 Safari/604.1";
const IN_APP =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 361.0.0.35.82";
const TAB = { "sec-fetch-mode": "navigate", "sec-fetch-dest": "document", "sec-fetch-site": "none" };
const LAPTOP = { "user-agent": CHROME, ...TAB };
const PHONE = { "user-agent": IPHONE, ...TAB };

export interface Request {
  /** Seconds after the delivery. */
  at: number;
  method: "GET" | "HEAD";
  headers: Record<string, string>;
  ip: string;
  /** Requests with the same name come from one browser, which keeps its cookies. */
  browser: string;
  /** Whether the person presses "Continue" afterwards. */
  continues: boolean;
}

type Part = Partial<Request> & Pick<Request, "at" | "ip">;
const request = (part: Part): Request => ({
  method: "GET",
  headers: LAPTOP,
  browser: "one",
  continues: false,
  ...part,
});

export interface Filter {
  name: string;
  /** What it does with one link. Nothing if it lets the link pass. */
  check(random: Random): Request[];
}

const by = (share: number, requests: (random: Random) => Request[]) => (random: Random) =>
  random.next() < share ? requests(random).map((one) => ({ ...one, browser: "filter" })) : [];

export const FILTERS: Filter[] = [
  {
    name: "Defender Safe Links: detonation in a real browser",
    check: by(0.95, (r) => [request({ at: r.between(1, 45), ip: `40.94.${r.below(4)}.${r.below(250)}` })]),
  },
  {
    name: "Proofpoint URL Defense: sandbox before delivery",
    check: by(0.97, (r) => [
      request({ at: -r.between(3, 25), ip: `67.231.${r.below(2)}.9`, headers: { "user-agent": CHROME } }),
    ]),
  },
  {
    name: "Mimecast: checks on arrival",
    check: by(0.9, (r) => [
      request({ at: r.between(0, 10), ip: `91.220.42.${r.below(200)}`, headers: { "user-agent": CHROME } }),
    ]),
  },
  {
    name: "Barracuda: HEAD, then GET",
    check: by(0.98, (r) => {
      const at = r.between(0, 4);
      const ip = "64.235.144.7";
      return [request({ at, ip, method: "HEAD" }), request({ at: at + 1, ip })];
    }),
  },
  {
    name: "Cisco, IronPort: HEAD",
    check: by(0.95, (r) => [request({ at: r.between(-5, 2), ip: "68.232.128.3", method: "HEAD" })]),
  },
  {
    name: "Google: Safe Browsing, by its name",
    check: by(0.2, (r) => [
      request({
        at: r.between(5, 600),
        ip: `66.249.${r.below(90)}.1`,
        headers: { "user-agent": "Mozilla/5.0 (compatible; Google-Safety; +http://www.google.com/bot.html)" },
      }),
    ]),
  },
  {
    name: "Apple Mail: preview of a link, loaded ahead",
    check: by(0.3, (r) => [
      request({
        at: r.between(30, 40_000),
        ip: `172.224.${r.below(200)}.5`,
        headers: { ...PHONE, "sec-purpose": "prefetch" },
      }),
    ]),
  },
  {
    name: "Outlook, Teams: preview by a bot",
    check: by(0.6, (r) => [
      request({
        at: r.between(5, 120),
        ip: `52.114.${r.below(40)}.2`,
        headers: { "user-agent": "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5" },
      }),
    ]),
  },
  {
    name: "a company's headless browser that waits, from changing networks",
    check: by(0.98, (r) => [
      request({ at: r.between(60, 900), ip: `${r.below(90) + 100}.${r.below(250)}.${r.below(250)}.4` }),
    ]),
  },
];

/** Not counted among the nine: by its requests nothing tells it from a person who does not continue. */
export const UNKNOWABLE: Filter = {
  name: "one link in ten, slowly, from changing networks, in a real browser",
  check: by(0.1, (r) => [
    request({ at: r.between(300, 9_000), ip: `${r.below(90) + 100}.${r.below(250)}.${r.below(250)}.4` }),
  ]),
};

export interface People {
  name: string;
  count: number;
  domain: string;
  open(random: Random): Request[];
}

const home = (r: Random) => `${r.below(80) + 20}.${r.below(250)}.${r.below(250)}.${r.below(250)}`;

function once(from: number, to: number, continuing: number, headers = LAPTOP) {
  return (r: Random) => [
    request({ at: r.between(from, to), ip: home(r), headers, continues: r.next() < continuing }),
  ];
}

export const PEOPLE: People[] = [
  { name: "fast, on the phone", count: 30, domain: "mail.example", open: once(4, 15, 0.85, PHONE) },
  { name: "slow, within two days", count: 62, domain: "mail.example", open: once(120, 170_000, 0.75) },
  {
    name: "phone first, laptop later",
    count: 25,
    domain: "post.example",
    open: (r) => {
      const at = r.between(40, 3_000);
      const phone = request({ at, ip: home(r), headers: PHONE, browser: "phone" });
      return [phone, request({ at: at + r.between(60, 9_000), ip: home(r), continues: r.next() < 0.8 })];
    },
  },
  {
    name: "a browser that loads links ahead",
    count: 20,
    domain: "post.example",
    open: (r) => {
      const [at, ip] = [r.between(30, 4_000), home(r)];
      const ahead = request({ at, ip, headers: { ...LAPTOP, "sec-purpose": "prefetch" } });
      return [ahead, request({ at: at + 5, ip, continues: r.next() < 0.8 })];
    },
  },
  {
    name: "a browser inside an app",
    count: 25,
    domain: "mail.example",
    open: once(30, 20_000, 0.7, { "user-agent": IN_APP } as typeof LAPTOP),
  },
  {
    name: "an office of 30, all in one minute",
    count: 30,
    domain: "office.example",
    open: (r) => [request({ at: r.between(600, 660), ip: "198.51.100.20", continues: r.next() < 0.7 })],
  },
];

/** People behind each of the filters. With those above they are 300. */
export const BEHIND_EACH_FILTER: Omit<People, "domain"> = {
  name: "behind one of the nine filters",
  count: 12,
  open: once(90, 90_000, 0.8),
};
