import { randomId } from "@mantine/hooks";

let id: string | null = null;

/** Identifies this open page, even among several pages of the same user. A reload creates a new id. */
export const tabId = (): string => (id ??= randomId("tab-"));
