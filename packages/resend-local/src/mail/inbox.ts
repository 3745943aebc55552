import { ApiError } from "../api/errors";
import { Changes } from "../changes";
import type { Email } from "./email";

const INBOX_CAPACITY = 10_000;

/** `total` counts all results, not only those on this page. */
export type Page = { emails: Email[]; hasMore: boolean; total: number };

/** Cursors are ids, as in Resend: `after` leads to older mail, `before` back to newer. */
export type PageRequest = { limit: number; after?: string; before?: string; search?: string };

/** The newest mails, in memory; when it is full, the oldest is removed. */
export class Inbox extends Changes {
  private emails: Email[] = [];
  private readonly byId = new Map<string, Email>();

  constructor(private readonly capacity = INBOX_CAPACITY) {
    super();
  }

  get size(): number {
    return this.emails.length;
  }

  add(email: Email): void {
    this.emails.push(email);
    this.byId.set(email.id, email);
    if (this.emails.length > this.capacity) this.byId.delete(this.emails.shift()?.id ?? "");
    this.changed();
  }

  has(id: string): boolean {
    return this.byId.has(id);
  }

  /** @throws ApiError `not_found` */
  get(id: string): Email {
    const email = this.byId.get(id);
    if (!email) throw new ApiError("not_found", "Email not found");
    return email;
  }

  /** Newest first. @throws ApiError `validation_error` for a cursor that is not in the list */
  list({ limit, after, before, search = "" }: PageRequest): Page {
    const all = this.newestFirst(search);
    const place = (id: string) => {
      const index = all.findIndex((email) => email.id === id);
      if (index < 0)
        throw new ApiError("validation_error", "The pagination cursor is not an email of this list.");
      return index;
    };
    if (before !== undefined) {
      const end = place(before);
      return { emails: all.slice(Math.max(0, end - limit), end), hasMore: end > limit, total: all.length };
    }
    const start = after === undefined ? 0 : place(after) + 1;
    const hasMore = all.length > start + limit;
    return { emails: all.slice(start, start + limit), hasMore, total: all.length };
  }

  clear(): void {
    this.emails = [];
    this.byId.clear();
    this.changed();
  }

  private newestFirst(search: string): Email[] {
    const needle = search.trim().toLowerCase();
    const found = needle ? this.emails.filter((email) => mentions(email, needle)) : this.emails;
    return found.toReversed();
  }
}

function mentions({ from, to, cc, bcc, subject }: Email, needle: string): boolean {
  return [from, ...to, ...cc, ...bcc, subject].some((value) => value.toLowerCase().includes(needle));
}
