import { once } from "node:events";
import http from "node:http";
import { siteUrl } from "./stack";

/**
 * A proxy in front of Next that drops or delays responses: Next has handled the request, but the browser gets the
 * response late or never.
 */
export interface FlakyProxy {
  url: string;
  /**
   * Drops the response to the next POST. The promise resolves once Next has sent the response. The connection stays
   * open, because a browser may repeat a request by itself if the connection is cut.
   */
  loseNextAnswer(): Promise<void>;
  /**
   * Holds back the responses to requests for this path until `letGo` is called. `isHolding` resolves when a response is
   * held back.
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
