"use client";

import { Alert, Button, Progress, Stack, Text, Title } from "@mantine/core";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/earlier-people";
import { percent } from "@/lib/numbers";
import page from "../../../../page.module.css";
import { useAttempt } from "../../../../use-attempt";
import { useCall } from "../../../../use-call";
import type { CampaignId } from "../../types";
import { LeftOut } from "./left-out";
import type { AudienceCopy } from "./use-audience-copy";

export type CopyProgressProps = { campaignId: CampaignId; copy: AudienceCopy };

/** The progress of people being added from earlier campaigns, and afterwards the result until somebody closes it. */
export function CopyProgress({ campaignId, copy }: CopyProgressProps) {
  return copy.isOver ? (
    <Result campaignId={campaignId} copy={copy} />
  ) : (
    <Running campaignId={campaignId} copy={copy} />
  );
}

function Running({ campaignId, copy: { looked, total, tally } }: CopyProgressProps) {
  const stop = useCall(api.audienceCopies.stop);
  const { isRunning, attempt } = useAttempt(messages.NOT_STOPPED);
  return (
    <section className={page.card} aria-label={messages.ADDING}>
      <Stack gap="md">
        <Title order={2} size={20}>
          {messages.ADDING}
        </Title>
        <div>
          <Text mb={4} style={{ fontVariantNumeric: "tabular-nums" }} role="status">
            {messages.adding(looked, Math.max(looked, total), tally.added ?? 0)}
          </Text>
          <Progress value={percent(looked, Math.max(looked, total))} animated aria-label={messages.ADD_BAR} />
        </div>
        <Text size="sm" c="dimmed">
          {messages.WHILE_ADDING}
        </Text>
        <div>
          <Button
            variant="default"
            loading={isRunning}
            onClick={() => void attempt(() => stop({ campaignId }))}
          >
            {messages.STOP}
          </Button>
        </div>
      </Stack>
    </section>
  );
}

function Result({ campaignId, copy: { tally, isStopped } }: CopyProgressProps) {
  const dismiss = useCall(api.audienceCopies.dismiss);
  const { isRunning, attempt } = useAttempt(messages.NOT_CLOSED);
  return (
    <Alert color="brass" role="status" title={isStopped ? messages.STOPPED : messages.COMPLETE}>
      <Text size="sm">{messages.added(tally.added ?? 0)}</Text>
      <LeftOut tally={tally} />
      <Button
        mt="sm"
        size="sm"
        variant="default"
        loading={isRunning}
        onClick={() => void attempt(() => dismiss({ campaignId }))}
      >
        {messages.CLOSE}
      </Button>
    </Alert>
  );
}
