"use client";

import type { FunctionReturnType } from "convex/server";
import { useId } from "react";
import { api } from "@/convex/_generated/api";
import * as messages from "@/lib/messages/shell";
import controls from "../ui/controls.module.css";
import { Sentence } from "../ui/sentence";
import styles from "./account-notices.module.css";
import { describeDevice, describePlace } from "./device-and-place";
import { useAttempt } from "./use-attempt";
import { useCall } from "./use-call";
import { useOwn } from "./use-own";
import { When } from "./when";

type Notice = FunctionReturnType<typeof api.notices.list>[number];

/** Shows on every page what happened to the account elsewhere, until the user answers. */
export function AccountNotices() {
  const notices = useOwn(api.notices.list) ?? [];
  if (notices.length === 0) return null;
  return (
    <div>
      {notices.map((notice) => (
        <OneNotice key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

function OneNotice({ notice }: { notice: Notice }) {
  const dismiss = useCall(api.notices.dismiss);
  const disown = useCall(api.notices.disown);
  const { isRunning, attempt } = useAttempt(messages.NOT_SAVED);
  const heading = useId();
  const { id: noticeId, kind, userAgent, ipAddress, at } = notice;
  return (
    <div className={styles.notice} role="alert" aria-labelledby={heading}>
      <strong id={heading}>{messages.NOTICES[kind]}</strong>
      <div className={styles.line}>
        <span>
          <Sentence
            parts={messages.wasItYou(describeDevice(userAgent), describePlace(ipAddress), <When at={at} />)}
          />
        </span>
        <span className={styles.buttons}>
          <button
            type="button"
            className={controls.small}
            disabled={isRunning}
            onClick={() => void attempt(() => dismiss({ noticeId }))}
          >
            {messages.IT_WAS_ME}
          </button>
          <button
            type="button"
            className={styles.disown}
            disabled={isRunning}
            onClick={() => void attempt(() => disown({ noticeId }))}
          >
            {messages.IT_WAS_NOT_ME}
          </button>
        </span>
      </div>
    </div>
  );
}
