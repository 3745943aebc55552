/** What a request for a link shows about its sender. Only these few values are stored, not the headers. */

/** Whether the User-Agent is that of a browser, or of a program that names itself. */
export type Agent = "browser" | "program";

/**
 * How the browser describes the request in headers that no script can set.
 *
 * - `navigation`: a tab that opens an address
 * - `prefetch`: a browser that loads ahead what a person may open
 * - `other`: an image, a frame or a script
 * - `missing`: no such headers, although the browser that the User-Agent names would send them
 * - `unknown`: no such headers, and no reason to expect them
 */
export type Fetching = "navigation" | "prefetch" | "other" | "missing" | "unknown";

export type Signals = { agent: Agent; fetching: Fetching };

const PREFETCH_HEADERS = ["sec-purpose", "purpose", "x-moz", "x-purpose", "next-router-prefetch"];

/** @param isSecure whether the site has https or is localhost; browsers send Sec-Fetch headers nowhere else */
export function readSignals(headers: Headers, isSecure: boolean): Signals {
  const userAgent = headers.get("user-agent") ?? "";
  return { agent: agentOf(userAgent), fetching: fetchingOf(headers, userAgent, isSecure) };
}

/** Every browser's User-Agent has begun with this since the 1990s. Most programs' own names do not. */
const BROWSER = /^Mozilla\/5\.0 \(/;
/** Words in the names of programs. A "Cubot" is a phone. */
const PROGRAM =
  /(?<!cu)bot\b|crawl|spider|preview|scanner|fetcher|headless|externalhit|imageproxy|safebrowsing|google-safety|ms-?office|barracuda|proofpoint|mimecast|ironport|\b(?:curl|wget|python|java|okhttp|axios|node|phantomjs|cfnetwork)\b/i;

function agentOf(userAgent: string): Agent {
  return BROWSER.test(userAgent) && !PROGRAM.test(userAgent) ? "browser" : "program";
}

function fetchingOf(headers: Headers, userAgent: string, isSecure: boolean): Fetching {
  if (PREFETCH_HEADERS.some((name) => headers.has(name))) return "prefetch";
  const mode = headers.get("sec-fetch-mode");
  if (mode !== null)
    return mode === "navigate" && headers.get("sec-fetch-dest") === "document" ? "navigation" : "other";
  return isSecure && describesRequests(userAgent) ? "missing" : "unknown";
}

/**
 * Whether this browser sends Sec-Fetch headers (Fetch Metadata): Chromium since 80, Firefox since 90, Safari since
 * 16.4. Browsers inside apps on iOS name no version, so nothing is expected of them.
 */
function describesRequests(userAgent: string): boolean {
  const version = (pattern: RegExp) => Number(pattern.exec(userAgent)?.[1] ?? 0);
  return (
    version(/Chrome\/(\d+)/) >= 80 ||
    version(/Firefox\/(\d+)/) >= 90 ||
    version(/Version\/(\d+\.\d+)[\d.]* (?:Mobile\/\w+ )?Safari\//) >= 16.4
  );
}
