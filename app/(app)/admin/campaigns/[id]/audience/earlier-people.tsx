"use client";

import { Button, Checkbox, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import { type Outcome, OUTCOMES } from "@/lib/audience/outcomes";
import * as messages from "@/lib/messages/earlier-people";
import { useCall } from "../../../../use-call";
import { FormProblem } from "../../../_shared/form-problem";
import { useSubmit } from "../../../_shared/use-submit";
import { funnelOf } from "../../funnel";
import type { Campaign, CampaignId } from "../../types";
import { PeopleCount } from "./people-count";
import { SourceCampaigns, useSourceCampaigns } from "./source-campaigns";
import { usePeopleCount } from "./use-people-count";

/** Chooses people of earlier campaigns, counts them, and begins to add them. */
export function EarlierPeople({ campaign: { id: campaignId, counts } }: { campaign: Campaign }) {
  const [sources, setSources] = useState<CampaignId[]>([]);
  const [outcomes, setOutcomes] = useState<Outcome[]>(["notAccepted"]);
  const [tries, setTries] = useState(0);
  const { pages, campaigns } = useSourceCampaigns(campaignId);
  const { audience } = funnelOf(counts);
  const count = usePeopleCount(campaignId, { sources, outcomes }, audience, tries);
  const begin = useCall(api.audienceCopies.begin);
  const { isSending, problem, submit } = useSubmit();
  const addable = count?.state === "counted" ? (count.tally.added ?? 0) : 0;
  const total = (campaigns ?? [])
    .filter(({ id }) => sources.includes(id))
    .reduce((sum, { counts }) => sum + funnelOf(counts).audience, 0);
  return (
    <Stack gap="lg">
      <div>
        <Title order={2} size={20}>
          {messages.FROM_CAMPAIGNS}
        </Title>
        <Text c="dimmed">{messages.HINT}</Text>
      </div>
      <SourceCampaigns campaigns={campaigns} pages={pages} value={sources} onChange={setSources} />
      <Outcomes value={outcomes} onChange={setOutcomes} />
      {count === null ? null : (
        <PeopleCount count={count} total={total} onRetry={() => setTries(tries + 1)} />
      )}
      <FormProblem title={messages.NOT_ADDED} problem={problem} />
      <div>
        <Button
          disabled={addable === 0}
          loading={isSending}
          onClick={() => void submit(() => begin({ campaignId, sources, outcomes }))}
        >
          {addable === 0 ? messages.ADD : messages.add(addable)}
        </Button>
      </div>
    </Stack>
  );
}

type OutcomesProps = { value: Outcome[]; onChange: (outcomes: Outcome[]) => void };

function Outcomes({ value, onChange }: OutcomesProps) {
  return (
    <Checkbox.Group
      label={messages.OUTCOME}
      value={value}
      onChange={(next) => onChange(withoutOverlap(value, next as Outcome[]))}
    >
      <Stack gap="xs" mt="xs">
        {OUTCOMES.map((outcome) => (
          <Checkbox
            key={outcome}
            value={outcome}
            label={messages.OUTCOME_LABELS[outcome]}
            description={messages.OUTCOME_HINTS[outcome]}
          />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

/** `all` contains every other outcome, so choosing it clears the others, and choosing another one clears it. */
function withoutOverlap(before: Outcome[], next: Outcome[]): Outcome[] {
  if (!next.includes("all")) return next;
  return before.includes("all") ? next.filter((outcome) => outcome !== "all") : ["all"];
}
