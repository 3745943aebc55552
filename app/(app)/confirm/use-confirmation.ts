"use client";

import { codeSentence, type Problem, readCode, waitInWords } from "@latchkey/login-links/react";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { api } from "@/convex/_generated/api";
import { failureOf } from "@/lib/failure";
import * as messages from "@/lib/messages/confirm-identity";
import { useCall } from "../use-call";
import { useOwn } from "../use-own";

export type Confirmation = {
  mail: "none" | "sending" | "sent";
  /** The error messages for the mail and for the code. */
  mailProblem: string | null;
  codeProblem: string | null;
  isChecking: boolean;
  send: () => Promise<void>;
  check: (typed: string) => Promise<void>;
};

const explain = (error: unknown) => ({ failure: failureOf(error)?.message ?? messages.UNREACHABLE });

/**
 * Mails the code and checks what the user typed. Also calls `onConfirmed` when the mail's link is used in another tab.
 */
export function useConfirmation(onConfirmed: () => void): Confirmation {
  const request = useCall(api.confirmations.request);
  const confirm = useCall(api.confirmations.confirm);
  const [mail, setMail] = useState<Confirmation["mail"]>("none");
  const [mailProblem, setMailProblem] = useState<string | null>(null);
  const [codeProblem, setCodeProblem] = useState<string | null>(null);
  const [isChecking, setIsChecking] = useState(false);
  useNewProof(onConfirmed);

  async function send() {
    const before = mail;
    setMail("sending");
    setMailProblem(null);
    setCodeProblem(null);
    const result = await request({}).catch(explain);
    setMail(!("failure" in result) && result.ok ? "sent" : before);
    if ("failure" in result) setMailProblem(result.failure);
    else if (!result.ok) setMailProblem(messages.tooManyEmails(waitInWords(result.retryAfterSeconds)));
  }

  async function check(typed: string) {
    const code = readCode(typed);
    if (code === null) return setCodeProblem(inWords("bad_code"));
    setIsChecking(true);
    const result = await confirm({ proof: { kind: "code", code } }).catch(explain);
    setIsChecking(false);
    if ("failure" in result) return setCodeProblem(result.failure);
    if (result.ok) return onConfirmed();
    setCodeProblem(inWords(result.reason, result.attemptsLeft));
  }

  return { mail, mailProblem, codeProblem, isChecking, send, check };
}

/** Calls `onNewProof` when the session gets a newer proof of identity than the one when this page was opened. */
function useNewProof(onNewProof: () => void): void {
  const provenAt = useOwn(api.confirmations.provenAt);
  const first = useRef<number | null | undefined>(undefined);
  const notice = useEffectEvent(onNewProof);
  useEffect(() => {
    if (provenAt === undefined) return;
    if (first.current === undefined) first.current = provenAt;
    else if (provenAt !== first.current) notice();
  }, [provenAt]);
}

const inWords = (problem: Problem, attemptsLeft: number | null = null): string | null =>
  codeSentence({ problem, attemptsLeft, waitSeconds: null });
