"use client";

import { Button, Checkbox, FileInput, Image, Stack, TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { api } from "@/convex/_generated/api";
import { pictureMarkdown, PICTURE_TYPES } from "@/lib/pictures/address";
import * as messages from "@/lib/messages/pictures";
import { useActionCall } from "../../../../../use-call";
import { Dialog } from "../../../../_shared/dialog";
import { DialogActions } from "../../../../_shared/dialog-actions";
import { FormProblem } from "../../../../_shared/form-problem";
import { useSubmit } from "../../../../_shared/use-submit";
import { prepare } from "./smaller";
import styles from "../write.module.css";

const MAX_DESCRIPTION = 300;

const WHY = { "not-a-picture": messages.NOT_A_PICTURE, "too-large": messages.TOO_LARGE } as const;

export type PictureDialogProps = {
  opened: boolean;
  onClose: () => void;
  /** Called when the dialog is no longer visible. */
  onClosed: () => void;
  /** A file that was pasted or dropped. */
  file: File | null;
  /** Receives the Markdown of the uploaded picture. */
  onInsert: (markdown: string) => void;
};

/** Uploads a picture and asks for its description. */
export function PictureDialog({ opened, onClose, onClosed, ...rest }: PictureDialogProps) {
  return (
    <Dialog opened={opened} onClose={onClose} onClosed={onClosed} title={messages.INSERT_PICTURE}>
      <PictureForm onClose={onClose} {...rest} />
    </Dialog>
  );
}

function PictureForm({ onClose, file: given, onInsert }: Omit<PictureDialogProps, "opened" | "onClosed">) {
  const add = useActionCall(api.pictures.add);
  const [file, setFile] = useState(given);
  const [description, setDescription] = useState("");
  const [isDecorative, setIsDecorative] = useState(false);
  const { isSending, problem, setProblem, submit } = useSubmit();

  async function upload(chosen: File) {
    const prepared = await prepare(chosen);
    if ("unusable" in prepared) return setProblem(WHY[prepared.unusable]);
    const { path } = await add({ bytes: prepared.bytes });
    onClose();
    onInsert(pictureMarkdown(isDecorative ? "" : description, path));
  }

  function send() {
    if (!file) return setProblem(messages.CHOOSE_FIRST);
    if (!isDecorative && description.trim() === "") return setProblem(messages.DESCRIBE_FIRST);
    void submit(() => upload(file));
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Stack gap="md">
        <FileInput
          label={messages.CHOOSE}
          description={messages.CHOOSE_HINT}
          accept={Object.values(PICTURE_TYPES).join()}
          value={file}
          onChange={setFile}
        />
        <Thumbnail file={file} />
        <TextInput
          label={messages.ALT}
          description={messages.ALT_HINT}
          dir="auto"
          maxLength={MAX_DESCRIPTION}
          disabled={isDecorative}
          value={description}
          onChange={({ currentTarget }) => setDescription(currentTarget.value)}
        />
        <Checkbox
          label={messages.DECORATIVE}
          checked={isDecorative}
          onChange={({ currentTarget }) => setIsDecorative(currentTarget.checked)}
        />
        <FormProblem title={messages.NOT_INSERTED} problem={problem} />
        <DialogActions>
          <Button type="submit" loading={isSending}>
            {messages.INSERT}
          </Button>
        </DialogActions>
      </Stack>
    </form>
  );
}

function Thumbnail({ file }: { file: File | null }) {
  const [read, setRead] = useState<{ file: File; url: string } | null>(null);
  useEffect(() => {
    if (!file) return;
    const reader = new FileReader();
    reader.onload = () => setRead({ file, url: String(reader.result) });
    reader.readAsDataURL(file);
    return () => reader.abort();
  }, [file]);
  if (read === null || read.file !== file) return null;
  return <Image className={styles.thumbnail} src={read.url} alt={messages.CHOSEN_PICTURE} />;
}
