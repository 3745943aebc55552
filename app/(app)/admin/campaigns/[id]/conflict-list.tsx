import { Alert, Button, Group, Text } from "@mantine/core";
import * as messages from "@/lib/messages/campaign-draft";
import styles from "./campaign.module.css";
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
    <Alert color="red" mb="lg" role="alert" title={messages.changedWhileTyping(by, field)}>
      {messages.CONFLICT_HINT}
      <div className={styles.texts}>
        <Version title={messages.YOUR_TEXT} text={mine} />
        <Version title={messages.textOf(by)} text={theirs} />
      </div>
      <Group mt="sm">
        <Button size="sm" onClick={() => draft.keepMine(field)}>
          {messages.KEEP_MY_TEXT}
        </Button>
        <Button size="sm" variant="default" onClick={() => draft.takeTheirs(field)}>
          {messages.USE_OTHER_TEXT}
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
      <pre className={styles.text}>{text || messages.EMPTY_TEXT}</pre>
    </section>
  );
}
