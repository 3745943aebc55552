const HIDDEN = "[redacted]";

/**
 * Patterns of secrets that must not be in a log. Of each match only the first group is kept, which says what kind of
 * secret it was.
 */
const SECRETS: readonly RegExp[] = [
  // As a parameter in a query, a form or a cookie.
  /((?:^|[?&;,\s"'])(?:token|code|s|signature|secret|key|password|[\w.-]*(?:session_token|session_data|convex_jwt|latchkey-link|latchkey-pending|latchkey-typed))=)[^&;\s"']+/gi,
  /((?:bearer|convex)\s+)[\w.|~+/=-]{8,}/gi,
  /()\beyJ[\w-]+\.[\w-]+\.[\w-]*/g,
  /(\b(?:re|lk|whsec)_)[\w+/=-]{8,}/g,
  // A token or a seed on its own: 256 bits as base64url.
  /()(?<![\w-])[\w-]{43}(?![\w-])/g,
];

/**
 * The text without its secrets. When in doubt it removes too much: a log line that says too little is better than one
 * that lets somebody sign in.
 */
export function redact(text: string): string {
  return SECRETS.reduce((clean, secret) => clean.replace(secret, `$1${HIDDEN}`), text);
}
