"use client";

import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/passkeys";
import { describeFailure } from "../describe-failure";
import { useCall } from "../use-call";

/** ES256, RS256 and EdDSA, by their COSE numbers. */
const ALGORITHMS = [-7, -257, -8];

/** Creates a passkey for this account on this device, and registers it. `add` resolves with true if that succeeded. */
export function useAddPasskey() {
  const begin = useCall(api.passkeys.beginRegistration);
  const register = useCall(api.passkeyCeremonies.register);
  const [isAdding, setIsAdding] = useState(false);

  async function make(): Promise<boolean> {
    const { exclude, ...options } = await begin({});
    const { id, response } = await create({ ...options, exclude });
    const { clientDataJSON, attestationObject, transports } = response;
    const attestation = { id, response: { clientDataJSON, attestationObject, transports } };
    const result = await register({ attestation, userAgent: navigator.userAgent });
    if (result.ok) notifications.show({ message: messages.added(result.name) });
    else show(messages.NOT_VERIFIED);
    return result.ok;
  }

  async function add(): Promise<boolean> {
    setIsAdding(true);
    try {
      return await make();
    } catch (error) {
      show(error instanceof NotMade ? error.message : describeFailure(error));
      return false;
    } finally {
      setIsAdding(false);
    }
  }

  return { isAdding, add };
}

const show = (message: string) => notifications.show({ color: "red", title: messages.NOT_ADDED, message });

class NotMade extends Error {}

type Options = {
  challenge: string;
  rp: { id: string; name: string };
  user: { id: string; name: string; displayName: string };
  exclude: { id: string; transports: string[] }[];
};

/** @throws NotMade, with the message for the person */
async function create({ exclude, ...options }: Options) {
  const { startRegistration } = await import("@simplewebauthn/browser");
  const optionsJSON: Parameters<typeof startRegistration>[0]["optionsJSON"] = {
    ...options,
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: "public-key", alg })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    attestation: "none",
    excludeCredentials: exclude.map(descriptorOf),
  };
  return startRegistration({ optionsJSON }).catch((error: unknown) => {
    throw new NotMade(why(error), { cause: error });
  });
}

const descriptorOf = ({ id, transports }: { id: string; transports: string[] }) => ({
  id,
  type: "public-key" as const,
  // The cast is safe, because browsers ignore unknown values.
  transports: transports as AuthenticatorTransport[],
});

function why(error: unknown): string {
  const name = error instanceof Error ? error.name : "";
  if (name === "InvalidStateError") return messages.HAS_ONE;
  if (name === "NotAllowedError") return messages.CANCELLED;
  return messages.NOT_SUPPORTED;
}

/**
 * Confirms with a passkey of this account that its owner is using the page. The returned function resolves with an
 * error message, or with null if it succeeded.
 */
export function useConfirmByPasskey() {
  const begin = useCall(api.passkeys.beginConfirmation);
  const confirm = useCall(api.passkeyCeremonies.confirm);

  return async (): Promise<string | null> => {
    try {
      const { allow, ...options } = await begin({});
      const { startAuthentication } = await import("@simplewebauthn/browser");
      const optionsJSON = { ...options, userVerification: "required" as const };
      const { id, response } = await startAuthentication({
        optionsJSON: { ...optionsJSON, allowCredentials: allow.map(descriptorOf) },
      });
      const { clientDataJSON, authenticatorData, signature, userHandle } = response;
      const assertion = { id, response: { clientDataJSON, authenticatorData, signature, userHandle } };
      const result = await confirm({ assertion });
      return result.ok ? null : messages.NOT_CONFIRMED;
    } catch {
      return messages.NONE_USED;
    }
  };
}
