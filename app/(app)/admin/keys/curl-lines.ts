/** Two commands that can be pasted as they are. The key and the URL hold nothing that a shell would read otherwise. */
export function curlLines(siteUrl: string, apiKey: string) {
  const call = `curl ${siteUrl}/api/login-links -H 'Authorization: Bearer ${apiKey}' -H 'Content-Type: application/json'`;
  return [
    { label: "the command that makes a link", line: `${call} -d '{"email":"ada@example.com"}'` },
    { label: "the command that mails one", line: `${call} -d '{"email":"ada@example.com","deliver":true}'` },
  ];
}
