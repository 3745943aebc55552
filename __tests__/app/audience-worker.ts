import type { WorkerLike } from "@/lib/audience/client";
import type { AudienceReply, AudienceRequest } from "@/lib/audience/protocol";
import { serveAudience } from "@/lib/audience/session";

/** Replaces the worker: the real parser and the real protocol, on this thread. */
export function createWorker(): WorkerLike & { isTerminated: boolean } {
  const serve = serveAudience((reply: AudienceReply) => {
    if (!worker.isTerminated)
      worker.onmessage?.call(worker as unknown as Worker, { data: reply } as MessageEvent<AudienceReply>);
  });
  const worker: WorkerLike & { isTerminated: boolean } = {
    isTerminated: false,
    onmessage: null,
    onerror: null,
    terminate: () => (worker.isTerminated = true),
    postMessage: (request: AudienceRequest) => void serve(request),
  };
  return worker;
}
