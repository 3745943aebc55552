"use client";

import { Radio, Stack } from "@mantine/core";
import type { Preloaded } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/campaign-notices";
import page from "../../page.module.css";
import { useAttempt } from "../../use-attempt";
import { useCall } from "../../use-call";
import { useLive } from "../../use-live";

type Level = FunctionReturnType<typeof api.campaignNotices.level>;

/** Chooses which notices the signed-in person is mailed. */
export function MailMe({ preloaded }: { preloaded: Preloaded<typeof api.campaignNotices.level> }) {
  const level = useLive(preloaded);
  const setLevel = useCall(api.campaignNotices.setLevel);
  const { attempt } = useAttempt(messages.NOT_SAVED);
  return (
    <section className={page.card}>
      <Radio.Group
        label={messages.MAIL_ME}
        value={level}
        onChange={(value) => void attempt(() => setLevel({ level: value as Level }))}
      >
        <Stack gap="sm" mt="xs">
          {Object.entries(messages.LEVELS).map(([value, label]) => (
            <Radio key={value} value={value} label={label} />
          ))}
        </Stack>
      </Radio.Group>
    </section>
  );
}
