import { type NamedAddress, parseNamedAddress } from "./address-list";

const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;

/**
 * The address in a cell as people leave it there: `mailto:…`, `Ada <ada@example.com>`, invisible characters from a web
 * page, the apostrophe that an export puts before what a spreadsheet would take for a formula. Not yet checked.
 */
export function readAddress(cell: string): NamedAddress {
  const visible = cell.replace(INVISIBLE, "").trim();
  const named = visible.endsWith(">") ? parseNamedAddress(visible) : null;
  const address = (named?.address ?? visible).replace(/^mailto:/i, "").replace(/^'(?=[=+\-@])/, "");
  return { name: named?.name ?? "", address };
}
