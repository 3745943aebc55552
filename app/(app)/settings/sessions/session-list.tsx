"use client";

import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type Preloaded } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/sessions";
import { Sentence } from "../../../ui/sentence";
import badge from "../../badge.module.css";
import { describeDevice, describePlace } from "../../device-and-place";
import page from "../../page.module.css";
import { SignOutForm } from "../../sign-out-form";
import { useAttempt } from "../../use-attempt";
import { useCall } from "../../use-call";
import { useLive } from "../../use-live";
import { When } from "../../when";
import styles from "../settings.module.css";
import { NameDevice } from "./name-device";

type Session = FunctionReturnType<typeof api.sessions.list>[number];

/** The user's sessions. The list is live, so a session that is ended in another browser disappears. */
export function SessionList({ sessions }: { sessions: Preloaded<typeof api.sessions.list> }) {
  const all = useLive(sessions) ?? [];
  const revokeOthers = useCall(api.sessions.revokeOthers);
  return (
    <section className={page.card} aria-label={messages.TITLE} tabIndex={-1}>
      <Group justify="space-between" mb="lg">
        <Text c="dimmed" maw={520}>
          {messages.WHAT_THEY_ARE}
        </Text>
        {all.length > 1 ? (
          <Group gap="sm">
            <EndButton
              label={messages.END_OTHERS}
              end={() => revokeOthers({})}
              done={messages.OTHERS_ENDED}
            />
            <SignOutForm isEverywhere />
          </Group>
        ) : null}
      </Group>
      <ul className={styles.list}>
        {all.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
    </section>
  );
}

function SessionRow({ session }: { session: Session }) {
  const revoke = useCall(api.sessions.revoke);
  const [device, place] = [describeDevice(session.userAgent), describePlace(session.ipAddress)];
  const { id, name } = session;
  return (
    <li className={styles.session}>
      <div className={styles.about}>
        <div className={styles.device}>
          <span className={styles.name}>{name ?? device}</span>
          {session.isCurrent ? <span className={badge.badge}>{messages.THIS_BROWSER}</span> : null}
        </div>
        <div className={styles.details}>
          <Sentence
            parts={messages.details(
              name === null ? place : messages.onDevice(device, place),
              <When at={session.createdAt} />,
              <When at={session.lastUsedAt} />,
            )}
          />
        </div>
      </div>
      <Group gap="sm">
        <NameDevice sessionId={id} name={name} device={device} />
        {session.isCurrent ? null : (
          <EndButton
            label={messages.END}
            description={messages.endSession(name ?? device)}
            end={() => revoke({ sessionId: id })}
            done={messages.ENDED}
          />
        )}
      </Group>
    </li>
  );
}

type EndButtonProps = { label: string; description?: string; end: () => Promise<unknown>; done: string };

function EndButton({ label, description, end, done }: EndButtonProps) {
  const { isRunning: isEnding, attempt } = useAttempt(messages.NOT_ENDED);

  /** Moves the focus to the list, because the pressed button disappears with its session. */
  async function run(list: HTMLElement | null) {
    if (isEnding || !(await attempt(end))) return;
    notifications.show({ message: done });
    list?.focus();
  }

  return (
    <Button
      variant="default"
      size="sm"
      aria-disabled={isEnding || undefined}
      aria-label={description}
      onClick={({ currentTarget }) => void run(currentTarget.closest("section"))}
    >
      {isEnding ? messages.ENDING : label}
    </Button>
  );
}
