import { randomUUID } from "node:crypto";
import { Webhook } from "standardwebhooks";
import {
  exchangeOurs,
  exchangeStock,
  mustSucceed,
  newAddresses,
  ourTokens,
  stockTokens,
} from "../exchange/contenders";
import { callFunction, type Called, callsOf } from "../support/convex";
import { SECRETS, type Stack, startStack } from "../support/stack";
import { visitor } from "../support/visitor";

/** The functions that each action of a person or of the provider calls, by the name of the action. */
export type Flows = Record<"exchange" | "request" | "peek" | "webhook" | "query" | "stock", Called[]>;

/** Performs each action once on a local deployment, to record which functions it calls. */
export async function recordFlows(): Promise<Flows> {
  const stack = await startStack({ mutationMs: 0 });
  try {
    return await record(stack);
  } finally {
    await stack.stop();
  }
}

async function record(stack: Stack): Promise<Flows> {
  const { deployment } = stack;
  const [token = "", unspent = ""] = await ourTokens(stack, newAddresses(2));
  const [stockToken = ""] = await stockTokens(stack, newAddresses(1));
  let jwt = "";
  const exchange = async () => {
    const outcome = await exchangeOurs(stack, token);
    mustSucceed(outcome);
    jwt = /convex_jwt=([^;]+)/.exec(outcome.setCookies?.join("\n") ?? "")?.[1] ?? "";
  };
  const peek = { token: unspent, minute: Math.floor(Date.now() / 60_000) };
  return {
    exchange: await callsOf(deployment, "loginLinks:exchange", exchange),
    request: await callsOf(deployment, "loginLinks:request", () => request(stack)),
    peek: await callsOf(deployment, "loginLinks:peek", () =>
      callFunction(deployment, "query", "loginLinks:peek", peek),
    ),
    webhook: await callsOf(deployment, "POST /resend/webhook", () => tellOfMail(stack)),
    query: await callsOf(deployment, "users:current", async () => {
      const user = await callFunction(deployment, "query", "users:current", {}, { jwt });
      if (user === null) throw new Error("The query had no signed-in caller.");
    }),
    stock: await callsOf(deployment, "GET /api/stock/*", async () =>
      mustSucceed(await exchangeStock(stack, stockToken)),
    ),
  };
}

async function request({ deployment }: Stack): Promise<void> {
  const client = await visitor(deployment, "loginLinks:request");
  const [email] = newAddresses(1);
  const args = { email, browserHash: "0".repeat(64), client };
  const answer = await callFunction<{ ok: boolean }>(deployment, "mutation", "loginLinks:request", args);
  if (!answer.ok) throw new Error("The request for a link was refused.");
}

async function tellOfMail({ deployment }: Stack): Promise<void> {
  const [id, at] = [`msg_${randomUUID()}`, new Date()];
  const data = { email_id: "bench", tags: { recipient_id: "nobody" } };
  const body = JSON.stringify({ type: "email.delivered", created_at: at.toISOString(), data });
  const headers = {
    "svix-id": id,
    "svix-timestamp": String(Math.floor(at.getTime() / 1_000)),
    "svix-signature": new Webhook(SECRETS.resendWebhook).sign(id, at, body),
  };
  const response = await fetch(`${deployment.siteUrl}/resend/webhook`, { method: "POST", headers, body });
  if (!response.ok) throw new Error(`The webhook was answered ${response.status}.`);
}
