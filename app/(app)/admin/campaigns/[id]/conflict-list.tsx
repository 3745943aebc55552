import { Alert, Button, Group, Text } from "@mantine/core";
import styles from "./campaign.module.css";
import { FIELD_NAMES } from "./draft-fields";
import type { Conflict, DraftHandle } from "./use-draft";

/** For each field that two people changed at the same time: both texts, and a choice between them. */
export function ConflictList({ draft }: { draft: DraftHandle }) {
  return draft.conflicts.map((conflict) => (
    <FieldConflict key={conflict.field} conflict={conflict} draft={draft} />
  ));
}

function FieldConflict({ conflict, draft }: { conflict: Conflict; draft: DraftHandle }) {
  const { field, mine, theirs, by } = conflict;
  return (
    <Alert
      color="red"
      mb="lg"
      role="alert"
      title={`${by} changed ${FIELD_NAMES[field]} while you were typing`}
    >
      Your text is not saved. Choose which one to keep.
      <div className={styles.texts}>
        <Version title="Your text" text={mine} />
        <Version title={`The text of ${by}`} text={theirs} />
      </div>
      <Group mt="sm">
        <Button size="sm" onClick={() => draft.keepMine(field)}>
          Keep my text
        </Button>
        <Button size="sm" variant="default" onClick={() => draft.takeTheirs(field)}>
          Use the other text
        </Button>
      </Group>
    </Alert>
  );
}

function Version({ title, text }: { title: string; text: string }) {
  return (
    <section aria-label={title}>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      <pre className={styles.text}>{text || "(empty)"}</pre>
    </section>
  );
}
