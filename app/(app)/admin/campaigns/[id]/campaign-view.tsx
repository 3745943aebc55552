"use client";

import { Alert, Anchor } from "@mantine/core";
import type { Preloaded } from "convex/react";
import Link from "next/link";
import { useState } from "react";
import type { api } from "@/convex/_generated/api";
import { useLive } from "../../../use-live";
import type { Campaign } from "../types";
import styles from "./campaign.module.css";
import { DraftView } from "./draft-view";
import type { Part, Step } from "./steps";
import { UnsavedWords } from "./unsaved-words";
import { useDraft } from "./use-draft";
import { WatchView } from "./watch/watch-view";

export type CampaignViewProps = {
  preloaded: Preloaded<typeof api.campaigns.get>;
  initialStep: Step;
  initialPart: Part;
  myEmail: string;
};

/** The page shows nothing here where there is no campaign; one that was there may be deleted while it is open. */
export function CampaignView({ preloaded, ...view }: CampaignViewProps) {
  const live = useLive(preloaded);
  const [last, setLast] = useState(live);
  if (live && live !== last) setLast(live);
  return last && <OpenCampaign campaign={last} isDeleted={live === null} {...view} />;
}

type OpenCampaignProps = Omit<CampaignViewProps, "preloaded"> & { campaign: Campaign; isDeleted: boolean };

/**
 * A draft is worked on; what has been launched is watched. It turns from one to the other by itself. What was typed lives here,
 * above both: it outlives the draft that it was typed into.
 */
function OpenCampaign({ campaign, isDeleted, initialPart, ...view }: OpenCampaignProps) {
  const draft = useDraft(campaign);
  const isDraft = campaign.status === "draft";
  return (
    <>
      <Anchor component={Link} href="/admin/campaigns" className={styles.back}>
        All campaigns
      </Anchor>
      {isDraft && !isDeleted ? null : <UnsavedWords draft={draft} isDeleted={isDeleted} />}
      {isDeleted ? (
        <Deleted />
      ) : isDraft ? (
        <DraftView campaign={campaign} draft={draft} {...view} />
      ) : (
        <WatchView campaign={campaign} initialPart={initialPart} />
      )}
    </>
  );
}

function Deleted() {
  return (
    <Alert color="gray" title="This campaign has been deleted" role="status">
      Somebody deleted it while it was open here. Nothing of it was sent.
    </Alert>
  );
}
