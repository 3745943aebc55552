"use client";

import { Button, Text, Title } from "@mantine/core";
import Link from "next/link";
import type { Role } from "@/lib/server/session";
import * as messages from "@/lib/messages/admin";
import page from "../../page.module.css";
import styles from "./admin.module.css";

/** Shown to signed-in users whose role is too low for a page, with a link back to the dashboard. */
export function Reserved({ role, email }: { role: Role; email: string }) {
  return (
    <section className={page.card}>
      <Title order={1} size={22}>
        {messages.RESERVED[role]}
      </Title>
      <Text c="dimmed" mt={4} mb="lg" style={{ overflowWrap: "anywhere" }}>
        {messages.askForRole(email)}
      </Text>
      <Button className={styles.wayBack} component={Link} href="/dashboard">
        {messages.BACK_TO_DASHBOARD}
      </Button>
    </section>
  );
}
