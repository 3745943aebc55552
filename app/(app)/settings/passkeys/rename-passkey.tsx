"use client";

import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/passkeys";
import { MAX_PASSKEY_NAME } from "@/lib/passkeys";
import { useCall } from "../../use-call";
import { Rename } from "../rename";
import type { PasskeyInList } from "./passkey-in-list";

export function RenamePasskey({ passkey: { id, name } }: { passkey: PasskeyInList }) {
  const rename = useCall(api.passkeys.rename);
  return (
    <Rename
      action={messages.RENAME}
      title={messages.rename(name)}
      name={name}
      label={messages.NAME}
      save={messages.RENAME}
      maxLength={MAX_PASSKEY_NAME}
      isRequired
      rename={(typed) => rename({ passkeyId: id, name: typed })}
    />
  );
}
