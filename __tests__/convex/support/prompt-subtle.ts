import {
  createHash,
  createHmac,
  createPrivateKey,
  type JsonWebKey,
  type KeyObject,
  sign as signWith,
} from "node:crypto";

const NODE_HASHES: Record<string, string> = { "SHA-1": "sha1", "SHA-256": "sha256", "SHA-512": "sha512" };

type Algorithm = string | { name: string };
type KeyAlgorithm = { name: string; hash?: { name: string } };

/**
 * Makes Web Crypto compute hashes, HMACs and RSA signatures synchronously. Node's own implementation uses a thread,
 * which takes real time, and a test with a controlled clock cannot wait for real time. Other algorithms are unchanged.
 */
export function makePrompt(subtle: SubtleCrypto): void {
  const [digest, importKey, sign] = [subtle.digest, subtle.importKey, subtle.sign].map((method) =>
    (method as (...args: unknown[]) => Promise<unknown>).bind(subtle),
  ) as [Method, Method, Method];
  // The data of a key that is not extractable cannot be read back, so this keeps the data from which each key was made.
  const material = new WeakMap<object, Uint8Array | KeyObject>();
  Object.assign(subtle, {
    digest: async (algorithm: Algorithm, data: BufferSource) => {
      const hash = NODE_HASHES[nameOf(algorithm)];
      return hash ? bufferOf(createHash(hash).update(bytesOf(data)).digest()) : digest(algorithm, data);
    },
    importKey: async (...args: [format: string, data: unknown, algorithm: unknown, ...rest: unknown[]]) => {
      const key = (await importKey(...args)) as CryptoKey;
      const made = materialOf(key, args[0], args[1]);
      if (made) material.set(key, made);
      return key;
    },
    sign: async (algorithm: Algorithm, key: CryptoKey, data: BufferSource) => {
      const made = key.usages.includes("sign") ? material.get(key) : undefined;
      const signature = made && signNow(nameOf(algorithm), key.algorithm, made, bytesOf(data));
      return signature ? bufferOf(signature) : sign(algorithm, key, data);
    },
  });
}

type Method = (...args: unknown[]) => Promise<unknown>;

function materialOf(key: CryptoKey, format: string, data: unknown): Uint8Array | KeyObject | null {
  if (format === "raw") return bytesOf(data as BufferSource).slice();
  if (format === "jwk" && key.type === "private")
    return createPrivateKey({ format: "jwk", key: data as JsonWebKey });
  return null;
}

function signNow(
  name: string,
  algorithm: KeyAlgorithm,
  made: Uint8Array | KeyObject,
  data: Uint8Array,
): Buffer | null {
  const hash = NODE_HASHES[algorithm.hash?.name ?? ""];
  if (!hash || algorithm.name.toUpperCase() !== name) return null;
  if (made instanceof Uint8Array)
    return name === "HMAC" ? createHmac(hash, made).update(data).digest() : null;
  return name === "RSASSA-PKCS1-V1_5" ? signWith(hash, data, made) : null;
}

function nameOf(algorithm: Algorithm): string {
  return (typeof algorithm === "string" ? algorithm : algorithm.name).toUpperCase();
}

function bytesOf(data: BufferSource): Uint8Array {
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}

/** Copies the bytes into a buffer of their own, because Node's small `Buffer`s share one `ArrayBuffer`. */
function bufferOf(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
