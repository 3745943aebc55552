"use client";

import { Button, Text, Title } from "@mantine/core";
import { digestOf, Reference } from "../ui/reference";
import styles from "./page.module.css";

/** A page that failed, inside the frame that did not. */
export default function AppError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <div className={styles.card} role="alert">
      <Title order={1} size={22}>
        This page could not be loaded
      </Title>
      <Text c="dimmed" mt={4} mb="lg">
        Something went wrong on our side, or the connection was lost. Nothing of yours is.
      </Text>
      <Button onClick={() => retry()}>Try again</Button>
      <Reference id={digestOf(error)} />
    </div>
  );
}
