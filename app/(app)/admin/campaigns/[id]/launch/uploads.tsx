"use client";

import { Alert, Button } from "@mantine/core";
import { api } from "@/convex/_generated/api";
import { useAttempt } from "../../../../use-attempt";
import { useCall } from "../../../../use-call";
import type { ImportState } from "../../../_shared/import/list-import";
import { counted, grouped } from "../../../_shared/numbers";
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
        <Alert color="brass" title="Recipients are still being added" role="status" my="md">
          Wait until the upload is complete, or stop it under Audience.
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
  const { isRunning, attempt } = useAttempt("Not discarded");
  return (
    <Alert color="brass" title={`${by} is adding recipients`} role="status" my="md">
      {grouped(done)} of {counted(total, "row")} so far. The campaign can be launched once all of them are in.
      If you discard this upload, the recipients added so far stay.
      <div>
        <Button
          mt="sm"
          size="sm"
          variant="default"
          loading={isRunning}
          onClick={() => void attempt(() => end({ campaignId, key }))}
        >
          Discard this upload
        </Button>
      </div>
    </Alert>
  );
}
