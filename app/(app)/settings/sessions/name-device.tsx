"use client";

import { api } from "@/convex/_generated/api";
import { MAX_DEVICE_NAME } from "@/lib/device-names";
import * as messages from "@/lib/messages/device-names";
import { useCall } from "../../use-call";
import { Rename } from "../rename";

export type NameDeviceProps = { sessionId: string; name: string | null; device: string };

/** Names or renames the device of a session. */
export function NameDevice({ sessionId, name, device }: NameDeviceProps) {
  const nameDevice = useCall(api.sessions.nameDevice);
  return (
    <Rename
      action={name === null ? messages.NAME_DEVICE : messages.RENAME_DEVICE}
      title={name === null ? messages.nameDevice(device) : messages.renameDevice(name)}
      name={name ?? ""}
      label={messages.DEVICE_NAME}
      description={messages.DEVICE_NAME_HINT}
      placeholder={messages.DEVICE_NAME_EXAMPLE}
      save={messages.SAVE}
      maxLength={MAX_DEVICE_NAME}
      rename={(typed) => nameDevice({ sessionId, name: typed })}
    />
  );
}
