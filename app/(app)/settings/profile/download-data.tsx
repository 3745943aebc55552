"use client";

import { Button } from "@mantine/core";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/settings";
import { download } from "../../admin/_shared/save-as";
import { useAttempt } from "../../use-attempt";
import { useCall, useQueryRunner } from "../../use-call";

export function DownloadData() {
  const runner = useQueryRunner();
  const note = useCall(api.account.noteDownload);
  const { isRunning, attempt } = useAttempt(messages.NOT_DOWNLOADED);

  async function run() {
    const data = await runner.query(api.account.data, {});
    await note({});
    download("my-data.json", new Blob([JSON.stringify(data, null, 2)], { type: "application/json" }));
  }

  return (
    <Button variant="default" loading={isRunning} onClick={() => void attempt(run)}>
      {messages.DOWNLOAD}
    </Button>
  );
}
