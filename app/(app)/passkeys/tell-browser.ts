/**
 * Makes the browser forget a passkey that was removed here, if it can (the Signal API); otherwise it would keep
 * offering it. It names only this one, because a list of the remaining ones could make the browser forget one that is
 * just being added.
 */
export function forgetInBrowser(options: { rpId: string; credentialId: string }): void {
  if (!("PublicKeyCredential" in window)) return;
  // Newer than TypeScript's own types for browsers.
  const signal = (PublicKeyCredential as Partial<SignalApi>).signalUnknownCredential;
  // A failure does no more harm than a browser without this API.
  signal?.call(PublicKeyCredential, options).catch(() => undefined);
}

type SignalApi = {
  signalUnknownCredential(options: { rpId: string; credentialId: string }): Promise<void>;
};
