import type { AudienceRequest } from "./protocol";
import { serveAudience } from "./session";

/** A module worker, so that a list of 100,000 rows never blocks the page. lib/audience/client.ts starts it. */
const serve = serveAudience((reply) => self.postMessage(reply));

self.onmessage = ({ data }: MessageEvent<AudienceRequest>) => void serve(data);
