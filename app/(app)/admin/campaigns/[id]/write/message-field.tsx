import { ActionIcon, Input, Textarea } from "@mantine/core";
import type { KeyboardEvent } from "react";
import type { Editor } from "@/lib/markdown-edits/edit";
import { variable } from "@/lib/markdown-edits/insertions";
import * as messages from "@/lib/messages/campaign-write";
import { PICTURE } from "@/lib/messages/pictures";
import { type FieldChoice, snippetFor } from "./insert-field";
import { MarkdownHelp } from "./markdown-help";
import { PictureDialog } from "./pictures/picture-dialog";
import { usePictures } from "./pictures/use-pictures";
import { shortcutOf, Toolbar } from "./toolbar";
import { Picture } from "./toolbar-icons";
import type { TextFieldProps } from "./use-insertion";
import { VariablesMenu } from "./variables-menu";
import styles from "./write.module.css";

export type MessageFieldProps = {
  choices: FieldChoice[];
  edit: (editor: Editor) => void;
  insert: (editor: Editor) => void;
  insertInBody: (editor: Editor) => void;
  inputProps: TextFieldProps;
};

/** The field for the message in Markdown, with the buttons that format it. */
export function MessageField({ choices, edit, insert, insertInBody, inputProps }: MessageFieldProps) {
  const pictures = usePictures(insertInBody);

  function onKeyDown(event: KeyboardEvent) {
    inputProps.onKeyDown(event);
    const editor = shortcutOf(event);
    if (!editor) return;
    event.preventDefault();
    edit(editor);
  }

  return (
    <div>
      <Input.Label htmlFor="message">{messages.MESSAGE}</Input.Label>
      <div className={styles.tools}>
        <Toolbar controls="message" onEdit={edit}>
          {(tabIndexOf) => (
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={PICTURE}
              title={PICTURE}
              aria-haspopup="dialog"
              tabIndex={tabIndexOf(0)}
              onClick={pictures.open}
            >
              <Picture />
            </ActionIcon>
          )}
        </Toolbar>
        <VariablesMenu choices={choices} onChoose={(choice) => insert(variable(snippetFor(choice)))} />
      </div>
      <Textarea
        id="message"
        dir="auto"
        autosize
        minRows={10}
        maxRows={30}
        maxLength={50_000}
        classNames={{ input: styles.body }}
        {...inputProps}
        {...pictures.fieldProps}
        onKeyDown={onKeyDown}
      />
      <MarkdownHelp />
      <PictureDialog {...pictures.dialog} />
    </div>
  );
}
