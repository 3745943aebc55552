"use client";

import { Button, Text, Title } from "@mantine/core";
import Link from "next/link";
import type { Role } from "@/lib/server/session";
import page from "../../page.module.css";
import styles from "./admin.module.css";

const FOR_WHOM: Record<Role, string> = {
  member: "people who are signed in",
  marketer: "marketers and admins",
  admin: "admins",
};

/** For signed-in people whose role is too low: not an error, and with a way back. */
export function Reserved({ role, email }: { role: Role; email: string }) {
  return (
    <section className={page.card}>
      <Title order={1} size={22}>
        This part is for {FOR_WHOM[role]}
      </Title>
      <Text c="dimmed" mt={4} mb="lg" style={{ overflowWrap: "anywhere" }}>
        You are signed in as {email}. If this is part of your work, ask an admin to change your role.
      </Text>
      <Button className={styles.wayBack} component={Link} href="/dashboard">
        Back to the dashboard
      </Button>
    </section>
  );
}
