"use server";

import { fetchMutation } from "convex/nextjs";
import { redirect } from "next/navigation";
import { api } from "@/convex/_generated/api";
import { log } from "@/lib/log";
import { getRequestId } from "@/lib/visit";
import { readSignedLink, unsubscribePath } from "./signed-link";

export async function unsubscribe(form: FormData): Promise<void> {
  await change(api.unsubscribes.confirm, "unsubscribed", form);
}

export async function undo(form: FormData): Promise<void> {
  await change(api.unsubscribes.undo, "undone", form);
}

type Change = typeof api.unsubscribes.confirm | typeof api.unsubscribes.undo;

/** Back to the page, which reads how things stand now. Convex out of reach is told there: nothing was lost. */
async function change(mutation: Change, done: "unsubscribed" | "undone", form: FormData): Promise<void> {
  const link = readSignedLink((name) => form.get(name));
  if (!link) redirect("/unsubscribe");
  const flags = await fetchMutation(mutation, link).then(
    ({ ok }): Record<string, string> => (ok ? { done } : {}),
    async (error: unknown): Promise<Record<string, string>> => {
      log.error("unsubscribe.unreachable", error, { requestId: await getRequestId() });
      return { problem: "unreachable" };
    },
  );
  redirect(unsubscribePath(link, flags));
}
