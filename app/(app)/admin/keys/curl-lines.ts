/** Two commands that can be pasted unchanged. The key and the URL contain nothing that a shell would interpret. */
export function curlLines(siteUrl: string, apiKey: string) {
  const call = `curl ${siteUrl}/api/login-links -H 'Authorization: Bearer ${apiKey}' -H 'Content-Type: application/json'`;
  return [
    {
      label: "Try it: make a link",
      action: "Copy the command that makes a link",
      value: `${call} -d '{"email":"ada@example.com"}'`,
    },
    {
      label: "Or have it mailed",
      action: "Copy the command that mails a link",
      value: `${call} -d '{"email":"ada@example.com","deliver":true}'`,
    },
  ];
}
