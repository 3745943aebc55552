import { afterEach, describe, expect, it } from "@jest/globals";
import { Resend } from "resend";
import { closeAll, mailbox, SECRET } from "./support";

const webhook = { url: "http://127.0.0.1:3211/resend/webhook", secret: SECRET };

afterEach(closeAll);

it("keeps connections open, so that a caller can reuse them after a pause", async () => {
  const { call } = await mailbox();
  const { headers } = await call("GET", "/emails");
  expect(headers.get("keep-alive")).toBe("timeout=65");
});

describe("webhooks, as Resend's SDK reads them", () => {
  it("lists the webhook that gets the events, without its secret", async () => {
    const { resend } = await mailbox({ webhook });
    const { data } = await resend.webhooks.list();
    expect(data?.data).toMatchObject([{ endpoint: webhook.url, status: "enabled" }]);
    expect(JSON.stringify(data)).not.toContain(SECRET);
  });

  it("shows the secret if the webhook is requested by its id", async () => {
    const { resend } = await mailbox({ webhook });
    const id = (await resend.webhooks.list()).data!.data[0]!.id;
    expect((await resend.webhooks.get(id)).data).toMatchObject({
      endpoint: webhook.url,
      signing_secret: SECRET,
    });
    expect((await resend.webhooks.get("another")).error).toMatchObject({ name: "not_found" });
  });

  it("lists no webhook if none is configured", async () => {
    const { resend } = await mailbox();
    expect((await resend.webhooks.list()).data?.data).toEqual([]);
  });

  it("requires a key", async () => {
    const { url } = await mailbox({ webhook });
    const { error } = await new Resend("wrong", { baseUrl: url }).webhooks.list();
    expect(error).toMatchObject({ name: "invalid_api_key" });
  });
});
