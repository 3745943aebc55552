import { ApiError } from "../api/errors";
import { Changes } from "../changes";
import { type Cursors, paged } from "../pagination";
import type { Email } from "./email";

const INBOX_CAPACITY = 10_000;

/** `total` counts all results, not only those on this page. */
export type Page = { emails: Email[]; hasMore: boolean; total: number };

export type PageRequest = Cursors & { search?: string };

/** The newest mails, in memory. When the inbox is full, the oldest mail is removed. */
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

  /** One page of the emails, newest first. @throws ApiError `validation_error` for a cursor that is not in the list */
  list({ search = "", ...cursors }: PageRequest): Page {
    const { rows: emails, ...page } = paged(this.newestFirst(search), cursors, "an email");
    return { emails, ...page };
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
