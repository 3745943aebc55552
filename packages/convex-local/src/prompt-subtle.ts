import {
  createHash,
  createHmac,
  createPrivateKey,
  createSecretKey,
  type JsonWebKey,
  KeyObject,
  sign as signWith,
  type webcrypto,
} from "node:crypto";
import { replaced } from "./replaced";

const NODE_HASHES: Record<string, string> = {
  "SHA-1": "sha1",
  "SHA-256": "sha256",
  "SHA-384": "sha384",
  "SHA-512": "sha512",
};

/**
 * From Node 24 on, `KeyObject.from` is deprecated for keys that cannot be extracted (DEP0204). So the data that such a
 * key was imported from is kept beside it. A generated key has no such data, so it signs with Node's implementation.
 */
const TAKES_ANY_KEY = Number(process.versions.node.split(".")[0]) < 24;

type Algorithm = string | { name: string };
type Key = webcrypto.CryptoKey;

/**
 * Computes hashes, HMACs and RSA signatures synchronously, as Convex does (crates/isolate/src/ops/subtle_crypto). Node
 * sends each to a thread, and waiting for the thread takes longer than the work. Other algorithms use Node's
 * implementation.
 */
export function promptSubtle(subtle: SubtleCrypto): SubtleCrypto {
  const imported = new WeakMap<Key, KeyObject>();
  const importKey = subtle.importKey.bind(subtle) as unknown as (...args: unknown[]) => Promise<Key>;
  return replaced(subtle, {
    importKey: async (format: string, data: unknown, ...rest: unknown[]) => {
      const key = await importKey(format, data, ...rest);
      const source = TAKES_ANY_KEY || key.extractable ? null : keyFrom(key, format, data);
      if (source) imported.set(key, source);
      return key;
    },
    digest: async (algorithm: Algorithm, data: BufferSource) => {
      const hash = NODE_HASHES[nameOf(algorithm)];
      return hash
        ? bufferOf(createHash(hash).update(bytesOf(data)).digest())
        : subtle.digest(algorithm, data);
    },
    sign: async (algorithm: Algorithm, key: Key, data: BufferSource) => {
      const own = key.extractable || TAKES_ANY_KEY ? KeyObject.from(key) : imported.get(key);
      const isTaken = own !== undefined && key.usages.includes("sign");
      const signature = isTaken ? signNow(nameOf(algorithm), key, own, bytesOf(data)) : null;
      return signature ? bufferOf(signature) : subtle.sign(algorithm, key as CryptoKey, data);
    },
  });
}

function keyFrom(key: Key, format: string, data: unknown): KeyObject | null {
  if (format === "raw") return createSecretKey(bytesOf(data as BufferSource));
  if (format === "jwk" && key.type === "private")
    return createPrivateKey({ format: "jwk", key: data as JsonWebKey });
  return null;
}

function signNow(name: string, key: Key, own: KeyObject, data: Uint8Array): Buffer | null {
  const { algorithm } = key as Key & { algorithm: { name: string; hash?: { name: string } } };
  const hash = NODE_HASHES[algorithm.hash?.name ?? ""];
  if (!hash || algorithm.name.toUpperCase() !== name) return null;
  if (name === "HMAC") return createHmac(hash, own).update(data).digest();
  return name === "RSASSA-PKCS1-V1_5" ? signWith(hash, data, own) : null;
}

function nameOf(algorithm: Algorithm): string {
  return (typeof algorithm === "string" ? algorithm : algorithm.name).toUpperCase();
}

function bytesOf(data: BufferSource): Uint8Array {
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}

/** Copies the bytes into a separate buffer, because Node's small buffers share a pool. */
function bufferOf(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
