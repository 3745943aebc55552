"use client";

import { useNotifications } from "@mantine/notifications";
import dynamic from "next/dynamic";
import { useState } from "react";

const Notifications = dynamic(() => import("./toast-list").then((list) => list.Notifications), {
  ssr: false,
});

/** Words on what was just done. What shows them is fetched when there is a first one to show: most visits have none. */
export function Toasts() {
  const { notifications } = useNotifications();
  const [isNeeded, setIsNeeded] = useState(false);
  if (notifications.length > 0 && !isNeeded) setIsNeeded(true);
  return isNeeded ? <Notifications position="bottom-right" /> : null;
}
