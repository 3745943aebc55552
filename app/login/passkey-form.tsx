"use client";

import type { Message } from "@latchkey/login-links/http";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import * as messages from "@/lib/messages/sign-in";
import controls from "../ui/controls.module.css";
import { NextField } from "./next-field";

/** The JSON response of GET /login/passkey. */
type Offered = { challenge: string; rpId: string };

/**
 * A button to sign in with a passkey. A plain form submits the authenticator's response, so that the session's cookies
 * come with a navigation, as they do for a link. The browser also offers passkeys in the address field. Without
 * JavaScript the button is hidden. In a browser without passkeys it is disabled.
 */
export function PasskeyForm({ next, problem }: { next: string; problem: Message | null }) {
  const form = useRef<HTMLFormElement>(null);
  const isAbleHere = useIsAble();
  const [said, setSaid] = useState(problem ? `${problem.title}. ${problem.text}` : null);
  useEffect(() => void offer(form.current), []);

  async function choose(): Promise<void> {
    setSaid(null);
    if (await ask(form.current, false)) return;
    setSaid(messages.NO_PASSKEY_USED);
    await offer(form.current);
  }

  return (
    <form ref={form} className={controls.form} method="post" action="/login/passkey">
      <NextField next={next} />
      <input type="hidden" name="credential" />
      <button
        type="button"
        className={`${controls.quiet} ${controls.needsScript}`}
        disabled={!isAbleHere}
        onClick={() => void choose()}
      >
        {messages.USE_A_PASSKEY}
      </button>
      {said ? (
        <p className={controls.error} role="alert">
          {said}
        </p>
      ) : null}
    </form>
  );
}

/**
 * Whether the browser supports passkeys and can parse the JSON of WebAuthn. Older browsers would need a library for
 * that, and this page loads none, so it offers them no passkeys.
 */
const isAble = (): boolean =>
  "PublicKeyCredential" in window && "parseRequestOptionsFromJSON" in PublicKeyCredential;

const useIsAble = () =>
  useSyncExternalStore(
    () => () => undefined,
    isAble,
    () => false,
  );

/**
 * Makes the browser offer passkeys in the address field. Resolves when the user has chosen one, or when the offer was
 * aborted.
 */
async function offer(form: HTMLFormElement | null): Promise<void> {
  if (isAble() && (await PublicKeyCredential.isConditionalMediationAvailable?.())) await ask(form, true);
}

/**
 * Aborts the current offer. A browser allows only one WebAuthn request at a time, so every new request aborts the
 * offer.
 */
let offered: AbortController | null = null;

/**
 * Requests a signature from an authenticator, and submits the form with it. Resolves with false if there is no
 * signature.
 */
async function ask(form: HTMLFormElement | null, isOffer: boolean): Promise<boolean> {
  offered?.abort();
  offered = isOffer ? new AbortController() : null;
  try {
    const credential = await navigator.credentials.get({
      publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(await fetchOptions()),
      signal: offered?.signal,
      mediation: isOffer ? "conditional" : "optional",
    });
    if (!(credential instanceof PublicKeyCredential)) return false;
    send(form, JSON.stringify(credential));
    return true;
  } catch {
    return false;
  }
}

async function fetchOptions(): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const response = await fetch("/login/passkey", { cache: "no-store" });
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return { ...((await response.json()) as Offered), userVerification: "required" };
}

function send(form: HTMLFormElement | null, credential: string): void {
  const field = form?.elements.namedItem("credential");
  if (!(field instanceof HTMLInputElement)) return;
  field.value = credential;
  form?.submit();
}
