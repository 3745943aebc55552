/** A CSV as an address book exports it: a header, a name, two more columns, and one bad row in a thousand. */
export function crowd(count: number): string {
  const rows = Array.from({ length: count }, (_, index) =>
    index % 1_000 === 999
      ? `no address ${index},Nobody,Acme,Berlin`
      : `guest-${index}@example.org,Guest ${index},"Acme, ${index % 97}",Berlin`,
  );
  return ["Email,Full name,Company,City", ...rows].join("\r\n");
}

/** How many rows of `crowd(count)` can be invited. */
export const goodOf = (count: number): number => count - Math.floor(count / 1_000);
