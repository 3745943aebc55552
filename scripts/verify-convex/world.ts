import type { Sendable } from "../../bench/campaign/marketer";
import type { Reachable } from "../../bench/support/visitor";
import type { Selection } from "../deployment/selection";
import { NotTried } from "./promises";
import { newSender } from "./sender";
import type { Sizes } from "./sizes";

/** The deployment under test, once it runs this code. */
export interface World extends Reachable {
  selection: Selection;
  /** The address of HTTP actions, which is the issuer of the JWT. */
  convexSiteUrl: string;
  /** SITE_URL, which decides the names of the cookies. */
  appUrl: string;
  variables: Readonly<Record<string, string>>;
  /** Null if the deployment mails elsewhere. */
  mailboxUrl: string | null;
  /** Part of every address in this run, to distinguish them from an earlier run's. */
  run: string;
  sizes: Sizes;
}

/** The world with its mailbox, for steps that read mail. Calls are repeated as Next repeats them. @throws NotTried */
export function withMailbox(world: World): Sendable {
  const { mailboxUrl, variables } = world;
  if (mailboxUrl === null)
    throw new NotTried("this deployment cannot reach a mailbox on this machine, so no mail can be read");
  if (variables.SIGN_UP === "invite-only")
    throw new NotTried("SIGN_UP is invite-only, so new people get no mail");
  if (variables.MAIL_ALLOW_LIST) throw new NotTried("MAIL_ALLOW_LIST does not allow mail to these people");
  if (Number(variables.RATE_LIMIT_SCALE ?? 1) < ROOMY)
    throw new NotTried(
      `RATE_LIMIT_SCALE is below ${ROOMY}, so the rate limits stop mail to this many people at once`,
    );
  return { deployment: world.deployment, mailboxUrl, send: newSender().send };
}

/**
 * By default, one caller can have mail sent to only twenty new addresses in ten minutes. The tests need this many times
 * more.
 */
const ROOMY = 10;

/** An address that belongs to this run. */
export const addressOf = ({ run }: Pick<World, "run">, name: string): string => `${run}-${name}@example.com`;
