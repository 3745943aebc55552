import { startMailbox, type MailboxOptions, type RunningMailbox } from "./server";
import { readSettings } from "./settings";

async function start(options: MailboxOptions): Promise<RunningMailbox> {
  try {
    return await startMailbox(options);
  } catch (error) {
    const taken = (error as NodeJS.ErrnoException).code === "EADDRINUSE";
    throw taken ? new Error(`Port ${options.port} is taken: stop what uses it, or set MAILBOX_PORT.`) : error;
  }
}

async function main(): Promise<void> {
  console.log(
    "Mailbox: stands in for Resend during development. It delivers nothing and forgets all when it stops.",
  );
  const options = readSettings(process.env);
  const mailbox = await start(options);
  console.log(`Read mail at ${mailbox.url}`);
  console.log(
    options.webhook
      ? `Webhooks go to ${options.webhook.url}`
      : "Webhooks are off: RESEND_WEBHOOK_URL is not set.",
  );
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void mailbox.close().then(() => process.exit(0)));
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
