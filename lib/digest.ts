/** Web Crypto in the shapes that the cookies and the exchange use. No Node builtins: any server can run it. */
const encoder = new TextEncoder();

export function toBase64url(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** The text in a base64url value, or null where it is not base64url of UTF-8. */
export function textFromBase64url(value: string): string | null {
  if (!/^[\w-]*$/.test(value)) return null;
  try {
    const binary = atob(value.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

export const textToBase64url = (text: string): string => toBase64url(encoder.encode(text));

const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

async function sha256(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", encoder.encode(text)));
}

export const sha256Hex = async (text: string): Promise<string> => toHex(await sha256(text));

export const sha256Base64url = async (text: string): Promise<string> => toBase64url(await sha256(text));

export async function hmacSha256Hex(key: string, text: string): Promise<string> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const cryptoKey = await crypto.subtle.importKey("raw", encoder.encode(key), algorithm, false, ["sign"]);
  return toHex(new Uint8Array(await crypto.subtle.sign("HMAC", cryptoKey, encoder.encode(text))));
}

/** 256 random bits as 43 characters of base64url. */
export const randomSecret = (): string => toBase64url(crypto.getRandomValues(new Uint8Array(32)));
