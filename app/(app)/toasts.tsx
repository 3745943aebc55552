"use client";

import { useNotifications } from "@mantine/notifications";
import dynamic from "next/dynamic";
import { useState } from "react";

const Notifications = dynamic(() => import("./toast-list").then((list) => list.Notifications), {
  ssr: false,
});

/**
 * Messages about what was just done. The code that shows them is loaded for the first one, because most visits have
 * none.
 */
export function Toasts() {
  const { notifications } = useNotifications();
  const [isNeeded, setIsNeeded] = useState(false);
  if (notifications.length > 0 && !isNeeded) setIsNeeded(true);
  return isNeeded ? <Notifications position="bottom-right" /> : null;
}
