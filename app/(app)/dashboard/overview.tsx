"use client";

import { Anchor, Badge, Group, Text } from "@mantine/core";
import type { Preloaded } from "convex/react";
import Link from "next/link";
import type { api } from "@/convex/_generated/api";
import styles from "../page.module.css";
import { describeDevice, describePlace } from "../settings/sessions/describe";
import { useAccount, useLive } from "../use-live";
import { When } from "../when";

export type OverviewProps = {
  account: Preloaded<typeof api.users.current>;
  sessions: Preloaded<typeof api.sessions.list>;
};

/** Who is signed in, and through what. Both are live: end the session elsewhere, and this page leaves. */
export function Overview({ account, sessions }: OverviewProps) {
  return (
    <div className={styles.columns}>
      <Account account={account} />
      <ThisSession sessions={sessions} />
    </div>
  );
}

function Account({ account }: Pick<OverviewProps, "account">) {
  const user = useAccount(account);
  if (!user) return null;
  return (
    <section className={styles.card} aria-label="Account">
      <dl className={styles.facts}>
        <div>
          <dt>Signed in as</dt>
          <dd>{user.email}</dd>
        </div>
        <div>
          <dt>Name</dt>
          <dd>
            {user.name || (
              <Anchor component={Link} href="/settings/profile">
                Add your name
              </Anchor>
            )}
          </dd>
        </div>
        <div>
          <dt>Role</dt>
          <dd>
            <Group gap="xs">
              <Badge variant="light" tt="capitalize">
                {user.role}
              </Badge>
              {user.emailVerified ? null : (
                <Badge variant="outline" color="gray">
                  Address not proven
                </Badge>
              )}
            </Group>
          </dd>
        </div>
      </dl>
    </section>
  );
}

function ThisSession({ sessions }: Pick<OverviewProps, "sessions">) {
  const all = useLive(sessions) ?? [];
  const current = all.find((session) => session.isCurrent);
  if (!current) return null;
  return (
    <section className={styles.card} aria-label="This session">
      <dl className={styles.facts}>
        <div>
          <dt>This session</dt>
          <dd>{describeDevice(current.userAgent)}</dd>
        </div>
        <div>
          <dt>Made from</dt>
          <dd>{describePlace(current.ipAddress)}</dd>
        </div>
        <div>
          <dt>Signed in</dt>
          <dd>
            <When at={current.createdAt} />
          </dd>
        </div>
      </dl>
      <Text size="sm" mt="md">
        <Anchor component={Link} href="/settings/sessions">
          {all.length === 1 ? "Your only session" : `All ${all.length} sessions`}
        </Anchor>
      </Text>
    </section>
  );
}
