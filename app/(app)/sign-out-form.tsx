"use client";

import * as messages from "@/lib/messages/shell";
import controls from "../ui/controls.module.css";
import { forgetKeptText } from "./kept-text";
import { noteSigningOut } from "./leaving";
import { usePageSession } from "./page-session";

/**
 * A plain form that posts to a route, so that signing out works without JavaScript. It sends the page's account, so
 * that an old page does not sign out another account.
 */
export function SignOutForm({ isEverywhere = false }: { isEverywhere?: boolean }) {
  const { account } = usePageSession();
  return (
    <form method="post" action="/logout" onSubmit={prepareToLeave}>
      {account ? <input type="hidden" name="forUser" value={account.id} /> : null}
      {isEverywhere ? <input type="hidden" name="everywhere" value="yes" /> : null}
      <button className={controls.small}>
        {isEverywhere ? messages.SIGN_OUT_EVERYWHERE : messages.SIGN_OUT}
      </button>
    </form>
  );
}

function prepareToLeave(): void {
  noteSigningOut();
  forgetKeptText();
}
