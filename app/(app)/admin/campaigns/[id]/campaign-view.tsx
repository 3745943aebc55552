"use client";

import { Alert, Anchor, Button } from "@mantine/core";
import type { Preloaded } from "convex/react";
import Link from "next/link";
import { useState } from "react";
import type { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/campaigns";
import { useLive } from "../../../use-live";
import type { Campaign } from "../types";
import { useRestore } from "../use-restore";
import styles from "./campaign.module.css";
import { DraftView } from "./draft-view";
import type { Part, Step } from "./steps";
import { UnsavedText } from "./unsaved-text";
import { useDraft } from "./use-draft";
import { WatchView } from "./watch/watch-view";

export type CampaignViewProps = {
  preloaded: Preloaded<typeof api.campaigns.get>;
  initialStep: Step;
  initialPart: Part;
  myEmail: string;
};

/**
 * Renders nothing if the campaign does not exist. If it is deleted while it is open, the page keeps its last version
 * and shows that it was deleted.
 */
export function CampaignView({ preloaded, ...view }: CampaignViewProps) {
  const live = useLive(preloaded);
  const [last, setLast] = useState(live);
  if (live && live !== last) setLast(live);
  return last && <OpenCampaign campaign={last} isDeleted={live === null} {...view} />;
}

type OpenCampaignProps = Omit<CampaignViewProps, "preloaded"> & { campaign: Campaign; isDeleted: boolean };

/**
 * Shows the editor for a draft and the results for a launched campaign, and switches when the status changes. The typed
 * text is kept in this component, so that unsaved text is still there after the editor has disappeared.
 */
function OpenCampaign({ campaign, isDeleted, initialPart, ...view }: OpenCampaignProps) {
  const draft = useDraft(campaign);
  const isDraft = campaign.status === "draft";
  return (
    <>
      <Anchor component={Link} href="/admin/campaigns" className={styles.back}>
        {messages.ALL_CAMPAIGNS}
      </Anchor>
      {isDraft && !isDeleted ? null : <UnsavedText draft={draft} isDeleted={isDeleted} />}
      {isDeleted ? (
        <Deleted campaign={campaign} />
      ) : isDraft ? (
        <DraftView campaign={campaign} draft={draft} {...view} />
      ) : (
        <WatchView campaign={campaign} initialPart={initialPart} />
      )}
    </>
  );
}

function Deleted({ campaign: { id, name } }: { campaign: Campaign }) {
  const restore = useRestore();
  return (
    <Alert color="gray" title={messages.DELETED} role="status">
      <div>{messages.DELETED_HINT}</div>
      <Button
        variant="default"
        size="sm"
        mt="sm"
        loading={restore.isRunning}
        onClick={() => void restore.run(id, name)}
      >
        {messages.RESTORE_DRAFT}
      </Button>
    </Alert>
  );
}
