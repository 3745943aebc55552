import { randomId } from "@mantine/hooks";

let id: string | null = null;

/** Identifies this open page, also among pages of the same person. A reload gets a new id. */
export const tabId = (): string => (id ??= randomId("tab-"));
