"use client";

import { useRouter } from "next/navigation";
import page from "../page.module.css";
import styles from "./confirm.module.css";
import { ConfirmForm } from "./confirm-form";

export function ConfirmPage({ next }: { next: string }) {
  const router = useRouter();
  return (
    <section className={`${page.card} ${styles.page}`} aria-label="Confirm it is you">
      <ConfirmForm onConfirmed={() => router.push(next)} />
    </section>
  );
}
