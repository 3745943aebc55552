type Known = { rpId: string; userHandle: string | null; passkeys: { credentialId: string }[] };

/** Has the browser forget passkeys that were removed here, where it can (the Signal API): it would go on to offer them. */
export function tellBrowser({ rpId, userHandle, passkeys }: Known): void {
  if (userHandle === null || !("PublicKeyCredential" in window)) return;
  // Newer than TypeScript's own description of browsers.
  const signal = (PublicKeyCredential as Partial<SignalApi>).signalAllAcceptedCredentials;
  const allAcceptedCredentialIds = passkeys.map(({ credentialId }) => credentialId);
  // A browser that will not listen is no worse than one that cannot.
  signal
    ?.call(PublicKeyCredential, { rpId, userId: userHandle, allAcceptedCredentialIds })
    .catch(() => undefined);
}

type SignalApi = {
  signalAllAcceptedCredentials(options: {
    rpId: string;
    userId: string;
    allAcceptedCredentialIds: string[];
  }): Promise<void>;
};
