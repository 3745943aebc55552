import { webcrypto } from "node:crypto";
import { describe, expect, jest, test } from "@jest/globals";
import { promptSubtle } from "../src/prompt-subtle";

const node = webcrypto.subtle as SubtleCrypto;
const prompt = promptSubtle(node);
const data = new TextEncoder().encode("the quick brown fox");
const part = data.subarray(4, 9);

test.each(["SHA-1", "SHA-256", "sha-384", { name: "SHA-512" }])(
  "gives the same digest of %j as Node",
  async (algorithm) => {
    for (const bytes of [data, part, data.buffer.slice(0, 7)])
      expect(await prompt.digest(algorithm, bytes)).toEqual(await node.digest(algorithm, bytes));
  },
);

test("returns a buffer that nothing else uses", async () => {
  const digest = await prompt.digest("SHA-256", data);
  expect(digest).toBeInstanceOf(ArrayBuffer);
  expect(digest.byteLength).toBe(32);
});

describe("gives the same signature as Node", () => {
  test("with HMAC", async () => {
    const algorithm = { name: "HMAC", hash: "SHA-256" };
    const key = await prompt.importKey("raw", data, algorithm, false, ["sign"]);
    const sign = jest.spyOn(node, "sign");
    const signature = await prompt.sign("HMAC", key, part);
    expect(sign).not.toHaveBeenCalled();
    sign.mockRestore();
    expect(signature).toEqual(await node.sign("HMAC", key, part));
  });

  test("with RSA", async () => {
    const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
    const generation = { ...algorithm, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) };
    const generated = await node.generateKey(generation, true, ["sign", "verify"]);
    const jwk = await node.exportKey("jwk", generated.privateKey);
    const privateKey = await prompt.importKey("jwk", jwk, algorithm, false, ["sign"]);
    const sign = jest.spyOn(node, "sign");
    const signature = await prompt.sign(algorithm.name, privateKey, part);
    expect(sign).not.toHaveBeenCalled();
    sign.mockRestore();
    expect(signature).toEqual(await node.sign(algorithm.name, privateKey, part));
  });
});

test("refuses the same as Node: a key that may not sign, another algorithm, an unknown hash", async () => {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const verifier = await node.importKey("raw", data, algorithm, false, ["verify"]);
  const signer = await node.importKey("raw", data, algorithm, false, ["sign"]);
  await expect(prompt.sign("HMAC", verifier, data)).rejects.toThrow();
  await expect(prompt.sign("RSASSA-PKCS1-v1_5", signer, data)).rejects.toThrow();
  await expect(prompt.digest("MD5", data)).rejects.toThrow();
});
