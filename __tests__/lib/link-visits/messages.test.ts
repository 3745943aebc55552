import { expect, test } from "@jest/globals";
import { whatHappenedAt, whoOpened } from "@/lib/messages/link-visits";

const CONTOSO = { domain: "contoso.com", sent: 120, filtered: 118, came: 31, mostWithin: 5 };

test.each([
  [{}, "A filter at contoso.com opened 118 of 120 links, most within 5 seconds of delivery. 31 people came."],
  [{ mostWithin: null, came: 1 }, "A filter at contoso.com opened 118 of 120 links. 1 person came."],
  [
    { sent: null, mostWithin: 600 },
    "A filter at contoso.com opened 118 links, most within 10 minutes of delivery. 31 people came.",
  ],
  [
    { sent: 1, filtered: 1, came: 0, mostWithin: 3_600 },
    "A filter at contoso.com opened 1 of 1 link, most within 1 hour of delivery. 0 people came.",
  ],
  [{ filtered: 0 }, "No filter opened a link. 31 people came."],
])("the sentence about a domain with %j", (facts, sentence) =>
  expect(whatHappenedAt({ ...CONTOSO, ...facts })).toBe(sentence),
);

test.each([
  [{ verdict: "person", reason: "signedIn", isFiltered: false }, "A person opened the link. They signed in."],
  [
    { verdict: "person", reason: "likeAPerson", isFiltered: true },
    "A person opened the link. Nothing points to a program. A filter opened it too.",
  ],
  [
    { verdict: "filter", reason: "head", isFiltered: true },
    "A filter opened the link, but no person. It requested only the headers, which browsers do not do.",
  ],
  [{ verdict: "filter", reason: "toString", isFiltered: true }, "A filter opened the link, but no person."],
] as const)("the sentence about %j", (opening, sentence) => expect(whoOpened(opening)).toBe(sentence));
