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

/** A launch freezes the audience, so half a list would be left out. */
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

/** An import of this page that stopped half way is included: until it has been silent for long, more rows may come. */
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
