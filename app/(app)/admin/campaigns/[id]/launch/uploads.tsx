"use client";

import { Alert, Button } from "@mantine/core";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/campaign-launch";
import { useAttempt } from "../../../../use-attempt";
import { useCall } from "../../../../use-call";
import type { ImportState } from "../../../_shared/import/list-import";
import type { Campaign, CampaignId } from "../../types";
import { tabId } from "../tab-id";

type Upload = Campaign["uploads"][number];
export type UploadsProps = { campaign: Campaign; /** This page's own import. */ mine: ImportState };

/** Whether recipients are being added, on this page or any other. */
export function isUploading({ uploads }: Campaign, mine: ImportState): boolean {
  return mine.kind === "uploading" || othersOf(uploads, mine).length > 0;
}

/**
 * Warns of running uploads before a launch. A launch freezes the audience, so rows that are not uploaded yet would be
 * left out.
 */
export function Uploads({ campaign: { id, uploads }, mine }: UploadsProps) {
  return (
    <>
      {mine.kind === "uploading" ? (
        <Alert color="brass" title={messages.UPLOADING} role="status" my="md">
          {messages.UPLOADING_HINT}
        </Alert>
      ) : null}
      {othersOf(uploads, mine).map((upload) => (
        <OtherUpload key={upload.key} campaignId={id} upload={upload} />
      ))}
    </>
  );
}

/**
 * All uploads except the one that is running on this page. A stopped import of this page is included, because the user
 * may resume it.
 */
const othersOf = (uploads: readonly Upload[], mine: ImportState) =>
  uploads.filter(({ key }) => mine.kind !== "uploading" || key !== tabId());

function OtherUpload({ campaignId, upload }: { campaignId: CampaignId; upload: Upload }) {
  const { key, by, done, total } = upload;
  const end = useCall(api.recipients.endUpload);
  const { isRunning, attempt } = useAttempt(messages.NOT_DISCARDED);
  return (
    <Alert color="brass" title={messages.uploadedBy(by)} role="status" my="md">
      {messages.uploadedByHint(done, total)}
      <div>
        <Button
          mt="sm"
          size="sm"
          variant="default"
          loading={isRunning}
          onClick={() => void attempt(() => end({ campaignId, key }))}
        >
          {messages.DISCARD_UPLOAD}
        </Button>
      </div>
    </Alert>
  );
}
