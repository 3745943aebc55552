"use client";

import { Anchor } from "@mantine/core";
import type { Preloaded } from "convex/react";
import Link from "next/link";
import type { api } from "@/convex/_generated/api";
import { useLive } from "../../../use-live";
import styles from "./campaign.module.css";
import { DraftView } from "./draft-view";
import type { Part, Step } from "./steps";
import { WatchView } from "./watch/watch-view";

export type CampaignViewProps = {
  preloaded: Preloaded<typeof api.campaigns.get>;
  initialStep: Step;
  initialPart: Part;
  myEmail: string;
};

/** A draft is worked on; what has been launched is watched. It turns from one to the other by itself. */
export function CampaignView({ preloaded, initialStep, initialPart, myEmail }: CampaignViewProps) {
  const campaign = useLive(preloaded);
  if (!campaign) return null;
  return (
    <>
      <Anchor component={Link} href="/admin/campaigns" className={styles.back}>
        All campaigns
      </Anchor>
      {campaign.status === "draft" ? (
        <DraftView campaign={campaign} initialStep={initialStep} myEmail={myEmail} />
      ) : (
        <WatchView campaign={campaign} initialPart={initialPart} />
      )}
    </>
  );
}
