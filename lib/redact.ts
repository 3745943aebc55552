const HIDDEN = "[redacted]";

/** What must not be in a log, wherever it turns up: each keeps its first group, which says what it was. */
const SECRETS: readonly RegExp[] = [
  // In a query, a form or a cookie.
  /((?:^|[?&;,\s"'])(?:token|code|s|signature|secret|key|password|[\w.-]*(?:session_token|session_data|convex_jwt|latchkey-link|latchkey-pending|latchkey-typed))=)[^&;\s"']+/gi,
  /((?:bearer|convex)\s+)[\w.|~+/=-]{8,}/gi,
  /()\beyJ[\w-]+\.[\w-]+\.[\w-]*/g,
  /(\b(?:re|lk|whsec)_)[\w+/=-]{8,}/g,
  // A token or a seed by itself: 256 bits as base64url.
  /()(?<![\w-])[\w-]{43}(?![\w-])/g,
];

/** The text without its secrets. Better a log line that says too little than one that lets somebody sign in. */
export function redact(text: string): string {
  return SECRETS.reduce((clean, secret) => clean.replace(secret, `$1${HIDDEN}`), text);
}
