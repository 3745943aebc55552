"use client";

import { useNotifications } from "@mantine/notifications";
import dynamic from "next/dynamic";
import { useState } from "react";

const Notifications = dynamic(() => import("./toast-list").then((list) => list.Notifications), {
  ssr: false,
});

/**
 * Shows messages about what was just done. The code is loaded with the first message, because most visits have none.
 */
export function Toasts() {
  const { notifications } = useNotifications();
  const [isNeeded, setIsNeeded] = useState(false);
  if (notifications.length > 0 && !isNeeded) setIsNeeded(true);
  return isNeeded ? <Notifications position="bottom-right" /> : null;
}
