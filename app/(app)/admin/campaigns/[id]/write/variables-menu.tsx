import { Button, Menu } from "@mantine/core";
import * as messages from "@/lib/messages/campaign-write";
import styles from "../campaign.module.css";
import type { FieldChoice } from "./insert-field";

export type VariablesMenuProps = { choices: FieldChoice[]; onChoose: (choice: FieldChoice) => void };

/** A menu of variables to insert. After a choice, the focus moves to the text field, not back to the button. */
export function VariablesMenu({ choices, onChoose }: VariablesMenuProps) {
  return (
    <Menu position="bottom-end" width={260} returnFocus={false}>
      <Menu.Target>
        <Button variant="default" size="sm">
          {messages.INSERT_VARIABLE}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: "auto" }}>
        {choices.map((choice) => (
          <Menu.Item key={choice.name} onClick={() => onChoose(choice)}>
            {choice.name}
            {choice.lacking > 0 ? (
              <div className={styles.minor}>{messages.haveNone(choice.lacking)}</div>
            ) : null}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
