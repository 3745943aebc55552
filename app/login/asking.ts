import type { Problem } from "@/lib/refusals";

/** What the form on /login shows again after it was refused. */
export type Asking = { email: string; problem?: Problem; waitSeconds?: number };
