import { newAddress } from "./test";

export const GOOD = 970;
const EACH = 3;
/** A value that is too long, as if somebody had pasted everything into one cell of a spreadsheet. */
const ENDLESS = "x".repeat(1_200);

export interface Crowd {
  csv: string;
  /** The addresses of the good rows, in order. */
  good: string[];
  /** How often the report must give each reason for a rejected row. */
  reasons: Record<string, number>;
}

/**
 * A CSV file of a thousand rows. Thirty of them, spread over the file, are bad: three for each of ten faults. Every
 * third good row has no company.
 */
export function createCrowd(members: string[], suppressed: string[]): Crowd {
  const good = Array.from({ length: GOOD }, () => newAddress());
  const rows = good.map((email, index) => `${email},Guest ${index},${index % 3 === 0 ? "" : "Acme"}`);
  const bad = badRows({ good, members, suppressed });
  bad.forEach((row, index) => rows.splice(100 + index * 29, 0, row));
  const reasons = {
    "No email address": EACH,
    "Not an email address": 4 * EACH,
    "Duplicate of an earlier row": EACH,
    "More columns than the other rows": EACH,
    "A value is too long": EACH,
    "Already a member": members.length,
    "Suppressed: unsubscribed, bounced or reported as spam": suppressed.length,
  };
  return { csv: ["Email,Full name,Company", ...rows].join("\r\n"), good, reasons };
}

function badRows({
  good,
  members,
  suppressed,
}: Record<"good" | "members" | "suppressed", string[]>): string[] {
  const each = (row: (index: number) => string) => Array.from({ length: EACH }, (_, index) => row(index));
  return [
    ...each((index) => `,Nobody ${index},Acme`),
    ...each((index) => `no-at-${index}.example.com,No At,Acme`),
    ...each((index) => `no-domain-${index}@,No Domain,Acme`),
    ...each((index) => `two words-${index}@example.com,Two Words,Acme`),
    ...each((index) => `two@ats-${index}@example.com,Two Ats,Acme`),
    ...each((index) => `${good[index]?.toUpperCase()},Twice ${index},Acme`),
    ...each(() => `${newAddress()},Too Many,Acme,and,more`),
    ...each(() => `${newAddress()},Too Long,${ENDLESS}`),
    ...members.map((email) => `${email},Member,Acme`),
    ...suppressed.map((email) => `${email},Suppressed,Acme`),
  ];
}
