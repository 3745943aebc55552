import { createHash, createHmac, KeyObject, sign as signWith, type webcrypto } from "node:crypto";

const NODE_HASHES: Record<string, string> = { "SHA-1": "sha1", "SHA-256": "sha256", "SHA-512": "sha512" };

/** From Node 24 on, `KeyObject.from` is deprecated for a key that cannot be extracted (DEP0204). */
const TAKES_ANY_KEY = Number(process.versions.node.split(".")[0]) < 24;

type Algorithm = string | { name: string };
type Key = webcrypto.CryptoKey & { algorithm: { hash?: { name: string } } };

/**
 * Makes Web Crypto compute hashes, HMACs and RSA signatures at once. Node's own hands them to a thread, which takes real time
 * that a test with a clock of its own cannot wait for. Everything else is left to Node.
 */
export function makePrompt(subtle: SubtleCrypto): void {
  const [digest, sign] = [subtle.digest.bind(subtle), subtle.sign.bind(subtle)];
  Object.assign(subtle, {
    digest: async (algorithm: Algorithm, data: BufferSource) => {
      const hash = NODE_HASHES[nameOf(algorithm)];
      return hash ? bufferOf(createHash(hash).update(bytesOf(data)).digest()) : digest(algorithm, data);
    },
    sign: async (algorithm: Algorithm, key: Key, data: BufferSource) => {
      const isTaken = key.usages.includes("sign") && (key.extractable || TAKES_ANY_KEY);
      const signature = isTaken ? signNow(nameOf(algorithm), key, bytesOf(data)) : null;
      return signature ? bufferOf(signature) : sign(algorithm, key as CryptoKey, data);
    },
  });
}

function signNow(name: string, key: Key, data: Uint8Array): Buffer | null {
  const hash = NODE_HASHES[key.algorithm.hash?.name ?? ""];
  if (!hash || key.algorithm.name.toUpperCase() !== name) return null;
  if (name === "HMAC") return createHmac(hash, KeyObject.from(key)).update(data).digest();
  return name === "RSASSA-PKCS1-V1_5" ? signWith(hash, data, KeyObject.from(key)) : null;
}

function nameOf(algorithm: Algorithm): string {
  return (typeof algorithm === "string" ? algorithm : algorithm.name).toUpperCase();
}

function bytesOf(data: BufferSource): Uint8Array {
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}

/** In a buffer of its own: small buffers of Node's share one. */
function bufferOf(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
