/** The part of an address after the last @, as it is written. The whole text if it has no @. */
export const addressDomain = (address: string): string => address.slice(address.lastIndexOf("@") + 1);
