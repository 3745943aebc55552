/**
 * Has the browser forget a passkey that was removed here, where it can (the Signal API): it would go on to offer it. Of this one
 * alone: a list of all that are left could make it forget one that is just being added.
 */
export function forgetInBrowser(options: { rpId: string; credentialId: string }): void {
  if (!("PublicKeyCredential" in window)) return;
  // Newer than TypeScript's own description of browsers.
  const signal = (PublicKeyCredential as Partial<SignalApi>).signalUnknownCredential;
  // A browser that will not listen is no worse than one that cannot.
  signal?.call(PublicKeyCredential, options).catch(() => undefined);
}

type SignalApi = {
  signalUnknownCredential(options: { rpId: string; credentialId: string }): Promise<void>;
};
