import * as messages from "@/lib/messages/api-keys";

/** Two commands that can be pasted unchanged. The key and the URL contain nothing that a shell would interpret. */
export function curlLines(siteUrl: string, apiKey: string) {
  const call = `curl ${siteUrl}/api/login-links -H 'Authorization: Bearer ${apiKey}' -H 'Content-Type: application/json'`;
  return [
    {
      label: messages.TRY_LINK,
      action: messages.COPY_TRY_LINK,
      value: `${call} -d '{"email":"ada@example.com"}'`,
    },
    {
      label: messages.TRY_MAIL,
      action: messages.COPY_TRY_MAIL,
      value: `${call} -d '{"email":"ada@example.com","deliver":true}'`,
    },
  ];
}
