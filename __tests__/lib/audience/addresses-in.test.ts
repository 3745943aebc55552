import { expect, it } from "@jest/globals";
import { addressesIn } from "../../../lib/audience/addresses-in";

it.each([
  ["a@x.com b@x.com", ["a@x.com", "b@x.com"]],
  ['"Lovelace, Ada" <ada@x.com>; mailto:b@x.com', ["ada@x.com", "b@x.com"]],
  ["a@x.com\r\n\r\n b@x.com ,", ["a@x.com", "b@x.com"]],
  ["not an address", ["not an address"]],
  [" \n, ", []],
])("reads %j", (text, addresses) => expect(addressesIn(text)).toEqual(addresses));
