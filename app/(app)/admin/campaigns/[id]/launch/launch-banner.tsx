import type { Campaign } from "../../types";
import { counted } from "../../../_shared/numbers";
import { aboutHowLong, estimate } from "./estimate";
import styles from "./launch.module.css";

export type LaunchBannerProps = {
  campaign: Campaign;
  /** When sending would begin, in words. */
  first: string;
};

/** What will be sent. */
export function LaunchBanner({ campaign, first }: LaunchBannerProps) {
  const { recipients, seconds } = estimate(campaign.counts, campaign.requestsPerSecond);
  return (
    <dl className={styles.banner}>
      <Fact term="To" value={counted(recipients, "recipient")} />
      <Fact term="From" value={campaign.from} />
      <Fact term="Subject" value={campaign.subject || "No subject yet"} />
      <Fact term="First arrival" value={first} />
      <Fact
        term="How long"
        value={`${aboutHowLong(seconds)}, at ${counted(100 * campaign.requestsPerSecond, "email")} a second`}
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
