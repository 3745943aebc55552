"use client";

import { Button, Drawer, Skeleton, Stack, Text, Timeline } from "@mantine/core";
import { api } from "@/convex/_generated/api";
import { spelt } from "@/lib/campaign-message/columns";
import { CLOSE } from "@/lib/messages/admin";
import * as messages from "@/lib/messages/campaign-results";
import { whoOpened } from "@/lib/messages/link-visits";
import type { RecipientId } from "../../types";
import type { ShownRecipient } from "../preview/recipient-select";
import { PersonReminders } from "../reminders/person-reminders";
import { When } from "../../../../when";
import { useOwn } from "../../../../use-own";
import { type RecipientDetails, timelineOf } from "./timeline";
import styles from "./watch.module.css";

export type RecipientDrawerProps = {
  recipientId: RecipientId | null;
  onClose: () => void;
  /** Shows the mail as this recipient gets it. Missing on a page that cannot show the mail. */
  onMessage?: (recipient: ShownRecipient) => void;
};

/** One recipient and everything that happened to their mail, live. */
export function RecipientDrawer({ recipientId, onClose, onMessage }: RecipientDrawerProps) {
  const recipient = useOwn(api.recipients.get, recipientId ? { recipientId } : "skip");
  return (
    <Drawer.Root opened={recipientId !== null} onClose={onClose} position="right">
      <Drawer.Overlay />
      <Drawer.Content>
        {/* Without this role, the `<header>` would be a second banner landmark of the page. */}
        <Drawer.Header role="none">
          <Drawer.Title fw={600} style={{ overflowWrap: "anywhere" }}>
            {recipient?.email ?? messages.RECIPIENT}
          </Drawer.Title>
          <Drawer.CloseButton aria-label={CLOSE} />
        </Drawer.Header>
        <Drawer.Body>
          {recipient ? (
            <>
              <Details recipient={recipient} />
              <PersonReminders recipientId={recipient.id} />
              {onMessage ? (
                <Button
                  variant="default"
                  mt="lg"
                  onClick={() => {
                    onClose();
                    onMessage(recipient);
                  }}
                >
                  {messages.SHOW_MESSAGE}
                </Button>
              ) : null}
            </>
          ) : (
            <Loading />
          )}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

function Details({ recipient }: { recipient: RecipientDetails }) {
  const moments = timelineOf(recipient);
  const facts = factsOf(recipient);
  return (
    <>
      {recipient.opening ? (
        <Text size="sm" mb="md">
          {whoOpened(recipient.opening)}
        </Text>
      ) : null}
      {facts.length === 0 ? null : (
        <dl className={styles.facts}>
          {facts.map(([key, value]) => (
            <div key={key} style={{ display: "contents" }}>
              <dt>{key}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <Timeline active={moments.length} bulletSize={14} lineWidth={2}>
        {moments.map(({ title, at, details }) => (
          <Timeline.Item key={`${title} ${at}`} title={title}>
            {details ? <Text size="sm">{details}</Text> : null}
            <Text size="sm" c="dimmed">
              <When at={at} /> · {EXACT.format(at)}
            </Text>
          </Timeline.Item>
        ))}
      </Timeline>
    </>
  );
}

/**
 * The name, then the list's columns in alphabetical order, so that the order is the same for every recipient. Column
 * names are spelled as in a message's variables (`firstName`).
 */
function factsOf({ name, fields }: RecipientDetails): [string, string][] {
  const own = Object.entries(fields).sort(([one], [other]) => one.localeCompare(other));
  return [...(name ? [[messages.NAME, name] as [string, string]] : []), ...own.map(spelled)];
}

const spelled = ([key, value]: [string, string]): [string, string] => [spelt(key), value];

const EXACT = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });

function Loading() {
  return (
    <Stack gap="sm">
      <Skeleton height={18} width="60%" />
      <Skeleton height={120} />
    </Stack>
  );
}
