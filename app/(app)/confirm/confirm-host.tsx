"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { useAsk } from "./ask";

/** Loaded when it is first needed, because most pages never ask for a confirmation. */
const AskDialog = dynamic(() => import("./confirm-dialog").then((file) => file.AskDialog), { ssr: false });

export function ConfirmHost() {
  const ask = useAsk();
  const [wasAsked, setWasAsked] = useState(false);
  if (ask && !wasAsked) setWasAsked(true);
  return wasAsked ? <AskDialog ask={ask} /> : null;
}
