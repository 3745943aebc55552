/** Measures a campaign from its list to the last webhook. */
import type { Report } from "../support/report";
import { importing } from "./import";
import { overtaking } from "./overtaking";
import { rendering } from "./rendering";
import { sending } from "./sending";

const PROVIDER_LIMIT = 5;

export async function campaign(): Promise<Report> {
  return [
    ...(await sending(10_000, PROVIDER_LIMIT)),
    ...(await overtaking()),
    ...(await sending(5_000)),
    ...(await importing()),
    ...(await rendering()),
  ];
}
