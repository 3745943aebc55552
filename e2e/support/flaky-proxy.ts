import { once } from "node:events";
import http from "node:http";
import { siteUrl } from "./stack";

/**
 * A proxy in front of Next that loses or delays answers: the request has had its effect, but the browser does not learn
 * of it.
 */
export interface FlakyProxy {
  url: string;
  /**
   * The answer to the next POST never arrives, and the browser waits until the person gives up. Resolves once Next has
   * answered. (The connection is not cut, because browsers may then repeat the request by themselves.)
   */
  loseNextAnswer(): Promise<void>;
  /**
   * Holds back the answers to requests for this path until `letGo` is called. `isHolding` resolves when it holds one.
   */
  holdAnswersTo(path: string): { isHolding: Promise<void>; letGo(): void };
  close(): void;
}

export async function startFlakyProxy(): Promise<FlakyProxy> {
  let lost: (() => void) | null = null;
  let hold: { path: string; note(): void; until: Promise<void> } | null = null;
  const server = http.createServer((incoming, outgoing) => {
    const { hostname, port } = new URL(siteUrl);
    const { method, url: path, headers } = incoming;
    const request = http.request({ hostname, port, method, path, headers, agent: false }, (answer) => {
      if (lost && method === "POST") {
        answer.resume().on("end", lost);
        lost = null;
        return;
      }
      const answerNow = () => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      };
      if (path !== hold?.path) return answerNow();
      hold?.note();
      void hold?.until.then(answerNow);
    });
    request.on("error", () => outgoing.destroy());
    incoming.pipe(request);
  });
  server.listen(0, "localhost");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://localhost:${address.port}`,
    loseNextAnswer: () => new Promise((resolve) => (lost = resolve)),
    holdAnswersTo(held) {
      let [note, release] = [() => {}, () => {}];
      const isHolding = new Promise<void>((resolve) => (note = resolve));
      hold = { path: held, note, until: new Promise((resolve) => (release = resolve)) };
      const letGo = () => {
        hold = null;
        release();
      };
      return { isHolding, letGo };
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
