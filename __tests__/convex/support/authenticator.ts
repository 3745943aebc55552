/**
 * An authenticator and its browser, in software. It makes keys and signs as WebAuthn specifies, except where a test
 * passes `Lies`.
 */
import { isoCBOR } from "@simplewebauthn/server/helpers";
import { textToBase64url, toBase64url } from "@latchkey/login-links/http";

const HOST = "latchkey.example";

export interface Lies {
  origin?: string;
  rpId?: string;
  /** Reports that the person was not verified by fingerprint, face or PIN. */
  isUnverified?: boolean;
  counter?: number;
  userHandle?: string;
  /** The key to sign with, instead of the registered one. */
  key?: CryptoKeyPair;
  isBackedUp?: boolean;
}

const FLAGS = { present: 1, verified: 4, mayBeBackedUp: 8, backedUp: 16, attested: 64 };

/** For each kind of key: how Web Crypto generates it and signs with it, and its public key as COSE entries. */
const KINDS = {
  ES256: {
    generate: { name: "ECDSA", namedCurve: "P-256" },
    sign: { name: "ECDSA", hash: "SHA-256" },
    cose: ({ x, y }: JsonWebKey) => [
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, bytes(x)],
      [-3, bytes(y)],
    ],
  },
  RS256: {
    generate: {
      name: "RSASSA-PKCS1-v1_5",
      modulusLength: 2048,
      publicExponent: new Uint8Array([1, 0, 1]),
      hash: "SHA-256",
    },
    sign: { name: "RSASSA-PKCS1-v1_5" },
    cose: ({ n, e }: JsonWebKey) => [
      [1, 3],
      [3, -257],
      [-1, bytes(n)],
      [-2, bytes(e)],
    ],
  },
  EdDSA: {
    generate: { name: "Ed25519" },
    sign: { name: "Ed25519" },
    cose: ({ x }: JsonWebKey) => [
      [1, 1],
      [3, -8],
      [-1, 6],
      [-2, bytes(x)],
    ],
  },
} as const;
export type Kind = keyof typeof KINDS;

export class Credential {
  counter = 0;

  private constructor(
    readonly kind: Kind,
    readonly id: string,
    readonly userHandle: string,
    readonly keys: CryptoKeyPair,
    private readonly counts: boolean,
  ) {}

  static async make(userHandle: string, kind: Kind = "ES256", { counts = true } = {}): Promise<Credential> {
    const id = toBase64url(crypto.getRandomValues(new Uint8Array(20)));
    return new Credential(kind, id, userHandle, await keysOf(kind), counts);
  }

  async attest(challenge: string, lies: Lies = {}) {
    const publicKey = await this.coseKey();
    const idBytes = bytes(this.id);
    const attested = concat(
      new Uint8Array(16),
      [idBytes.length >> 8, idBytes.length & 255],
      idBytes,
      publicKey,
    );
    const authData = concat(await this.authenticatorData(lies, FLAGS.attested), attested);
    const attestation = new Map<string, unknown>([
      ["fmt", "none"],
      ["attStmt", new Map()],
      ["authData", authData],
    ]);
    const attestationObject = toBase64url(
      isoCBOR.encode(attestation as Parameters<typeof isoCBOR.encode>[0]),
    );
    const clientDataJSON = clientData("webauthn.create", challenge, lies);
    return { id: this.id, response: { clientDataJSON, attestationObject, transports: ["internal"] } };
  }

  async assert(challenge: string, lies: Lies = {}) {
    if (this.counts) this.counter += 1;
    const authData = await this.authenticatorData(lies);
    const clientDataJSON = clientData("webauthn.get", challenge, lies);
    const hash = await crypto.subtle.digest("SHA-256", bytes(clientDataJSON));
    const signature = await this.sign(concat(authData, new Uint8Array(hash)), lies.key ?? this.keys);
    return {
      id: this.id,
      response: {
        clientDataJSON,
        authenticatorData: toBase64url(authData),
        signature: toBase64url(signature),
        userHandle: lies.userHandle ?? this.userHandle,
      },
    };
  }

  private async coseKey(): Promise<Uint8Array> {
    const jwk = await crypto.subtle.exportKey("jwk", this.keys.publicKey);
    const entries = KINDS[this.kind].cose(jwk) as [number, number | Uint8Array][];
    return isoCBOR.encode(new Map(entries) as Parameters<typeof isoCBOR.encode>[0]);
  }

  private async authenticatorData(lies: Lies, more = 0): Promise<Uint8Array> {
    const rpId = new TextEncoder().encode(lies.rpId ?? HOST);
    const rpIdHash = new Uint8Array(await crypto.subtle.digest("SHA-256", rpId));
    const backup = lies.isBackedUp ? FLAGS.mayBeBackedUp | FLAGS.backedUp : 0;
    const flags = FLAGS.present | (lies.isUnverified ? 0 : FLAGS.verified) | backup | more;
    const counter = new Uint8Array(4);
    new DataView(counter.buffer).setUint32(0, lies.counter ?? this.counter);
    return concat(rpIdHash, [flags], counter);
  }

  private async sign(data: Uint8Array<ArrayBuffer>, { privateKey }: CryptoKeyPair): Promise<Uint8Array> {
    const signature = new Uint8Array(await crypto.subtle.sign(KINDS[this.kind].sign, privateKey, data));
    return this.kind === "ES256" ? toDer(signature) : signature;
  }
}

export const keysOf = (kind: Kind): Promise<CryptoKeyPair> =>
  crypto.subtle.generateKey(KINDS[kind].generate, true, ["sign", "verify"]) as Promise<CryptoKeyPair>;

const clientData = (type: string, challenge: string, { origin = `https://${HOST}` }: Lies): string =>
  textToBase64url(JSON.stringify({ type, challenge, origin, crossOrigin: false }));

/**
 * Converts a signature. WebAuthn encodes elliptic-curve signatures as ASN.1, but Web Crypto returns two plain numbers.
 */
function toDer(signature: Uint8Array): Uint8Array {
  const half = signature.length / 2;
  const [r, s] = [integer(signature.slice(0, half)), integer(signature.slice(half))];
  return concat([0x30, r.length + s.length], r, s);
}

function integer(value: Uint8Array): Uint8Array {
  const start = value.findIndex((byte) => byte !== 0);
  const digits = value.slice(start);
  const padded = (digits[0] ?? 0) > 127 ? concat([0], digits) : digits;
  return concat([0x02, padded.length], padded);
}

function concat(...parts: (Uint8Array | number[])[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(parts.flatMap((part) => [...part]));
}

function bytes(base64url: string | undefined): Uint8Array<ArrayBuffer> {
  const binary = atob((base64url ?? "").replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
