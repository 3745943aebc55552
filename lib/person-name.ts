export type NameParts = { first: string; last: string };

/** Words that may follow a comma but are no first name: "Martin King, Jr.", "Grace Hopper, PhD", "Acme, Inc." */
const SUFFIXES = new Set(
  "jr sr ii iii iv phd md mba dds dvm esq cpa cfa rn bsc msc ba ma bs ms mph llm llb jd pmp cissp facs inc ltd llc llp plc corp co gmbh ag kg sa sas sarl bv nv oy ab as srl spa kk".split(
    " ",
  ),
);

/** Words that are always titles, with or without a full stop. */
const TITLES = new Set(
  "dr prof professor mr mrs ms mx herr frau mme mlle monsieur madame dott dottssa sig sigra signora senor senora ing dring dipling diplkfm".split(
    " ",
  ),
);
/** Words that are titles only if a full stop follows, because each can also be a first name or an initial. */
const ABBREVIATED_TITLES = new Set(
  "m mag fr hr rev hon capt maj col gen lt sgt sra sr srta don st pr drs ir bc mgr phdr mudr judr".split(" "),
);

const bare = (word: string) =>
  word
    .normalize("NFKD")
    .replace(/[^\p{L}]/gu, "")
    .toLowerCase();

/**
 * Splits a whole name into first and last name. "Hopper, Grace" is reversed, and titles belong to neither part. If one
 * word follows a title ("Dr. Hopper"), it is the last name. Either part may be empty.
 */
export function nameParts(name: string): NameParts {
  const { turned, order } = turnedRound(name);
  const words = turned.split(/\s+/).filter((word) => word !== "");
  const start = words.findIndex((word) => !isTitle(word));
  if (start === -1) return { first: "", last: "" };
  const [first = "", ...rest] = words.slice(start);
  if (start > 0 && rest.length === 0 && order === "written") return { first: "", last: first };
  return { first, last: rest.join(" ") };
}

/** The name as it is spoken: "Hopper, Grace" becomes "Grace Hopper". Several blanks between words become one. */
export function spokenName(name: string): string {
  return turnedRound(name).turned.trim().replace(/\s+/g, " ");
}

function turnedRound(name: string): { turned: string; order: "written" | "turned" } {
  const [last = "", first = "", ...others] = name.split(",").map((part) => part.trim());
  const isList = last !== "" && first !== "" && !isSuffix(first) && /\p{L}/u.test(first);
  if (!isList) return { turned: name, order: "written" };
  return { turned: [first, last].join(" ") + others.map((part) => `, ${part}`).join(""), order: "turned" };
}

const isSuffix = (text: string) => text.split(/\s+/).every((word) => SUFFIXES.has(bare(word)));

function isTitle(word: string): boolean {
  const key = bare(word);
  return TITLES.has(key) || (/\.$/.test(word) && ABBREVIATED_TITLES.has(key));
}
