"use client";

import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type Preloaded } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { api } from "@/convex/_generated/api";
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

/** The person's sessions. Live: a session that is ended in another browser leaves the list by itself. */
export function SessionList({ sessions }: { sessions: Preloaded<typeof api.sessions.list> }) {
  const all = useLive(sessions) ?? [];
  const revokeOthers = useCall(api.sessions.revokeOthers);
  return (
    <section className={page.card} aria-label="Sessions" tabIndex={-1}>
      <Group justify="space-between" mb="lg">
        <Text c="dimmed" maw={520}>
          Every browser in which you are signed in. If you do not recognise one, end its session: it is signed
          out immediately.
        </Text>
        {all.length > 1 ? (
          <Group gap="sm">
            <EndButton
              label="End all others"
              end={() => revokeOthers({})}
              done="All other sessions have ended."
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
  const device = describeDevice(session.userAgent);
  const { id, name } = session;
  return (
    <li className={styles.session}>
      <div className={styles.about}>
        <div className={styles.device}>
          <span className={styles.name}>{name ?? device}</span>
          {session.isCurrent ? <span className={badge.badge}>This browser</span> : null}
        </div>
        <div className={styles.details}>
          {name === null ? null : `${device} · `}
          {describePlace(session.ipAddress)} · signed in <When at={session.createdAt} /> · last used{" "}
          <When at={session.lastUsedAt} />
        </div>
      </div>
      <Group gap="sm">
        <NameDevice sessionId={id} name={name} device={device} />
        {session.isCurrent ? null : (
          <EndButton
            label="End"
            description={`End the session in ${name ?? device}`}
            end={() => revoke({ sessionId: id })}
            done="The session has ended."
          />
        )}
      </Group>
    </li>
  );
}

type EndButtonProps = { label: string; description?: string; end: () => Promise<unknown>; done: string };

function EndButton({ label, description, end, done }: EndButtonProps) {
  const { isRunning: isEnding, attempt } = useAttempt("Not ended");

  /** The pressed button disappears with its session; the focus stays in the list. */
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
      {isEnding ? "Ending…" : label}
    </Button>
  );
}
