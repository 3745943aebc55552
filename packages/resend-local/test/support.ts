import { jest } from "@jest/globals";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { Resend } from "resend";
import { startMailbox, type MailboxOptions, type RunningMailbox } from "../src/server";

/** Many of these tests wait for sockets and timers, and the machine may be busy. */
jest.setTimeout(30_000);

export const SECRET = `whsec_${Buffer.from("a secret of the tests only").toString("base64")}`;

export const MAIL = {
  from: "Latchkey <login@example.com>",
  to: "ada@example.com",
  subject: "Sign in",
  html: '<p>Follow <a href="http://localhost:3000/login?a=1&amp;b=2">this link</a></p>',
  text: "Follow http://localhost:3000/login?a=1&b=2",
};

const started: { close: () => Promise<void> }[] = [];

/** Stops what the tests of a file started. Call it in `afterEach`. */
export async function closeAll(): Promise<void> {
  await Promise.all(started.splice(0).map((one) => one.close()));
}

export type TestMailbox = RunningMailbox & {
  resend: Resend;
  /** A plain call, as a person or an outside test makes it; the body is sent as JSON. */
  call: (
    method: string,
    path: string,
    body?: unknown,
  ) => Promise<{ status: number; body: never; headers: Headers }>;
};

/** The real mailbox on a free port, with Resend's own SDK pointed at it. */
export async function mailbox(options: Partial<MailboxOptions> = {}): Promise<TestMailbox> {
  const running = await startMailbox({ port: 0, stepMs: 5, ...options });
  started.push(running);
  const call = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(running.url + path, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as never, headers: response.headers };
  };
  return { ...running, call, resend: new Resend("re_test", { baseUrl: running.url }) };
}

/** How many faults are still waiting. None means that the call which should fail has arrived. */
export async function faultsLeft(call: TestMailbox["call"]): Promise<number> {
  return ((await call("GET", "/faults")).body as { data: unknown[] }).data.length;
}

export type Received = { headers: IncomingHttpHeaders; body: string };

/** A receiver for webhooks: records them and answers with the given statuses, then 200. */
export async function receiver(...statuses: number[]): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      received.push({ headers: request.headers, body });
      response.writeHead(statuses.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  started.push({
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/resend/webhook`, received };
}

/** Waits until `ready` returns something other than false, null or undefined. @throws Error after twenty seconds */
export async function eventually<T>(ready: () => T | Promise<T>): Promise<NonNullable<T>> {
  for (const end = Date.now() + 20_000; Date.now() < end;) {
    const value = await ready();
    if (value !== false && value !== null && value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("It did not happen within twenty seconds.");
}
