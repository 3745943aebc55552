import { type Report, table } from "../support/report";
import { FILTERS, UNKNOWABLE } from "./actors";
import type { Guest } from "./guests";
import type { Judged } from "./play";

/** What the rule said of each kind of filter and of people, beside what is true. */
export function tables(guests: Guest[], judged: Judged): Report {
  return [filterTable(guests, judged), peopleTable(guests, judged)];
}

const hasOpened = (actor: Guest["filter"]) => (actor?.requests.length ?? 0) > 0;

/** Of links that only a filter opened: whom the rule names. And of all links that it opened: whether it was noticed. */
function filterTable(guests: Guest[], judged: Judged): string {
  const rows = [...FILTERS, UNKNOWABLE].map(({ name }) => {
    const opened = guests.filter((guest) => guest.filter?.name === name && hasOpened(guest.filter));
    const alone = opened.filter(({ person }) => !hasOpened(person));
    const said = (verdict: string) => alone.filter(({ email }) => judged[email]?.verdict === verdict).length;
    const noticed = opened.filter(({ email }) => judged[email]?.isFiltered).length;
    const isKnowable = name !== UNKNOWABLE.name;
    return [
      isKnowable ? name : `(not knowable) ${name}`,
      alone.length,
      said("filter"),
      said("unclear"),
      said("person"),
      `${noticed} of ${opened.length}`,
    ];
  });
  const sum = (column: number) =>
    rows.slice(0, FILTERS.length).reduce((all, row) => all + Number(row[column]), 0);
  rows.splice(FILTERS.length, 0, ["all nine", sum(1), sum(2), sum(3), sum(4), ""]);
  return table(
    "Links that only a filter opened",
    [
      "filter",
      "links",
      "said: filter",
      "said: unclear",
      "said: a person (wrong)",
      "noticed, also where a person came",
    ],
    rows,
  );
}

function peopleTable(guests: Guest[], judged: Judged): string {
  const people = guests.filter(({ person }) => hasOpened(person));
  const names = [...new Set(people.map(({ person }) => person!.name))];
  const row = (name: string, some: Guest[]) => {
    const said = (verdict: string) => some.filter(({ email }) => judged[email]?.verdict === verdict).length;
    const falsely = some.filter(
      ({ email, filter }) => !hasOpened(filter) && judged[email]?.isFiltered,
    ).length;
    const came = some.filter(({ person }) => person!.requests.some(({ continues }) => continues)).length;
    return [name, some.length, came, said("person"), said("unclear"), said("filter"), falsely];
  };
  return table(
    "Links that a person opened",
    [
      "people",
      "links",
      "signed in",
      "said: a person",
      "said: unclear",
      "said: filter (wrong)",
      "a filter is named where there was none (wrong)",
    ],
    [
      ...names.map((name) =>
        row(
          name,
          people.filter(({ person }) => person!.name === name),
        ),
      ),
      row("all", people),
    ],
  );
}
