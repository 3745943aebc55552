import net from "node:net";
import { expect, it } from "@jest/globals";
import { readPorts } from "../../scripts/run/ports";
import { TEST_PORTS } from "../../scripts/test/ports";

const WORDS = /A test uses port \d+, which is one that the product takes/;

it.each([...Object.values(readPorts({})), ...Object.values(TEST_PORTS)] as number[])(
  "no test uses the default port %i",
  async (port) => {
    expect(() => net.createServer().listen(port)).toThrow(WORDS);
    expect(() => net.createServer().listen({ port, host: "127.0.0.1" })).toThrow(WORDS);
    expect(() => net.connect(port, "127.0.0.1")).toThrow(WORDS);
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({
      cause: { message: expect.stringMatching(WORDS) },
    });
  },
);
