import * as messages from "@/lib/messages/campaign-launch";
import type { Campaign } from "../../types";
import { shownFrom } from "../shown-from";
import { estimate } from "./estimate";
import styles from "./launch.module.css";

export type LaunchBannerProps = {
  campaign: Campaign;
  /** The text for when the first email arrives. */
  first: string;
};

/** A summary of what will be sent, to whom and when. */
export function LaunchBanner({ campaign, first }: LaunchBannerProps) {
  const { recipients, seconds } = estimate(campaign.counts, campaign.requestsPerSecond);
  return (
    <dl className={styles.banner}>
      <Fact term={messages.TO} value={messages.recipients(recipients)} />
      <Fact term={messages.FROM} value={shownFrom(campaign)} />
      <Fact term={messages.SUBJECT} value={campaign.subject || messages.NO_SUBJECT} />
      <Fact term={messages.FIRST_ARRIVAL} value={first} />
      <Fact
        term={messages.HOW_LONG}
        value={messages.duration(messages.aboutHowLong(seconds), 100 * campaign.requestsPerSecond)}
      />
    </dl>
  );
}

function Fact({ term, value }: { term: string; value: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{value}</dd>
    </div>
  );
}
