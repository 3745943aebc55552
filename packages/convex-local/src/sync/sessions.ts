import type { Receipt } from "../execution";
import type { MutationAnswer } from "./protocol";

const MAX_SESSIONS = 2000;
const MAX_ANSWERS = 500;

/**
 * Runs each mutation of a client once. If the connection breaks before the answer, the client sends the mutation again
 * with the same session and request id, and gets the first answer.
 */
export class Sessions {
  private readonly sessions = new Map<string, Map<number, Promise<MutationAnswer>>>();

  once(
    { sessionId, sessionRequestId }: Receipt,
    run: () => Promise<MutationAnswer>,
  ): Promise<MutationAnswer> {
    const answers = this.session(sessionId);
    const known = answers.get(sessionRequestId);
    if (known) return known;
    const answer = run();
    keep(answers, sessionRequestId, answer, MAX_ANSWERS);
    // A failed mutation changed nothing, so it may be tried again.
    const forget = () => answers.delete(sessionRequestId);
    answer.then(({ success }) => success || forget(), forget);
    return answer;
  }

  /** Adds an answer from before the deployment was restarted. */
  restore({ sessionId, sessionRequestId }: Receipt, answer: MutationAnswer): void {
    keep(this.session(sessionId), sessionRequestId, Promise.resolve(answer), MAX_ANSWERS);
  }

  private session(id: string): Map<number, Promise<MutationAnswer>> {
    const answers = this.sessions.get(id) ?? new Map<number, Promise<MutationAnswer>>();
    this.sessions.delete(id);
    keep(this.sessions, id, answers, MAX_SESSIONS);
    return answers;
  }
}

/** Adds to a map, and removes the oldest entries if it gets too large. */
function keep<K, V>(map: Map<K, V>, key: K, value: V, limit: number): void {
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= limit) return;
    map.delete(oldest);
  }
}
