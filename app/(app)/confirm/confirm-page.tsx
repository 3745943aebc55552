"use client";

import { useRouter } from "next/navigation";
import * as messages from "@/lib/messages/confirm-identity";
import page from "../page.module.css";
import styles from "./confirm.module.css";
import { ConfirmForm } from "./confirm-form";

export function ConfirmPage({ next }: { next: string }) {
  const router = useRouter();
  return (
    <section className={`${page.card} ${styles.page}`} aria-label={messages.TITLE}>
      <ConfirmForm onConfirmed={() => router.push(next)} />
    </section>
  );
}
