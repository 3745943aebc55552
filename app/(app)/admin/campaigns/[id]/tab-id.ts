import { randomId } from "@mantine/hooks";

let id: string | null = null;

/** Tells this open page from every other, also from one of the same person. A reload gets another. */
export const tabId = (): string => (id ??= randomId("tab-"));
