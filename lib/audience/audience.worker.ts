import type { AudienceRequest } from "./protocol";
import { answer, AudienceSession } from "./session";

/** A module worker, so that a list of 100,000 rows never holds up the page: lib/audience/client.ts starts it. */
const session = new AudienceSession();

self.onmessage = ({ data }: MessageEvent<AudienceRequest>) =>
  answer(session, data, (reply) => self.postMessage(reply));
