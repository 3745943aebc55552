/**
 * Asks the browser to forget a passkey that was removed here, because otherwise the browser would keep offering it.
 * This uses the Signal API, where there is one. Only the removed passkey is sent, because a list of the remaining ones
 * could make the browser forget a passkey that is just being added.
 */
export function forgetInBrowser(options: { rpId: string; credentialId: string }): void {
  if (!("PublicKeyCredential" in window)) return;
  // TypeScript's own types do not contain this method yet.
  const signal = (PublicKeyCredential as Partial<SignalApi>).signalUnknownCredential;
  // A failure is ignored, because the passkey is removed from the account in any case.
  signal?.call(PublicKeyCredential, options).catch(() => undefined);
}

type SignalApi = {
  signalUnknownCredential(options: { rpId: string; credentialId: string }): Promise<void>;
};
