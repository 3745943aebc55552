import { ENCODINGS } from "../messages/list-import";

/** The encodings in which a file can be read, by their TextDecoder names. */
export type Encoding = keyof typeof ENCODINGS;

export const isEncoding = (name: string): name is Encoding => Object.hasOwn(ENCODINGS, name);
