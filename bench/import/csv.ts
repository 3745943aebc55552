/** A CSV as an address book exports it: a header, a name, two more columns, and one bad row in a thousand. */
export function createCsv(count: number): string {
  const rows = Array.from({ length: count }, (_, index) =>
    index % 1_000 === 999
      ? `no address ${index},Nobody,Acme,Berlin`
      : `guest-${index}@example.org,Guest ${index},"Acme, ${index % 97}",Berlin`,
  );
  return ["Email,Full name,Company,City", ...rows].join("\r\n");
}

/** How many rows of `createCsv(count)` can be invited. */
export const goodOf = (count: number): number => count - Math.floor(count / 1_000);

const COLUMNS = 90;
/** The address is in this column. In an address book, it comes after the private columns and before those for work. */
const EMAIL_AT = 57;
/** Every seventh of the other columns has a value. */
const FILLED = 7;

/** The same people in an address book of ninety columns, most of them empty. */
export function createWideCsv(count: number): string {
  const header = Array.from({ length: COLUMNS }, (_, at) => titleAt(at));
  const rows = Array.from({ length: count }, (_, index) =>
    header.map((_title, at) => cellAt(index, at)).join(","),
  );
  return [header.join(","), ...rows].join("\r\n");
}

function titleAt(at: number): string {
  if (at === EMAIL_AT) return "E-mail Address";
  return at === 0 ? "Full name" : `Column ${at + 1}`;
}

function cellAt(index: number, at: number): string {
  if (at === 0) return `Guest ${index}`;
  if (at === EMAIL_AT) return index % 1_000 === 999 ? `no address ${index}` : `guest-${index}@example.org`;
  return at % FILLED === 0 ? `Value ${at} of ${index % 97}` : "";
}
