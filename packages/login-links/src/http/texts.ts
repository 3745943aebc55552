import type { Flags } from "./flags.ts";
import { CODE_MESSAGES, LINK_MESSAGES, type Message, type Problem, waitInWords } from "./messages.ts";

/** Every sentence of this package that a person may read. */
export type Texts = {
  /** The pages' `lang`. */
  language: string;
  /** Messages about a link, and about a code where those differ. */
  link: Record<Problem, Message>;
  code: Partial<Record<Problem, Message>>;
  tryAgain(seconds: number): string;
  attemptsLeft(count: number): string;
  /** The answer to a form that no page of this site sent. */
  foreignForm: Message & { toLogin: string };
  confirm: ConfirmTexts;
};

/** The plain confirm page. */
export type ConfirmTexts = {
  title(link: { name: string | null }): string;
  reason(brand: string): string;
  account: string;
  willBe: string;
  continue: string;
  notYou: string;
  stay: string;
  anotherAddress(addresses: { asked: string; email: string }): Message;
  somebodyElse(email: string | null): Message;
  /**
   * For people who opened the link in another browser than the one that requested it, and for the page with the code.
   */
  elsewhere: string;
  codeElsewhere: Message & { hint: string; back: string };
  linkWasFor(maskedEmail: string): string;
  newLink: string;
  mailNewLink: string;
  anotherTry: string;
  typeCode: string;
};

export const ENGLISH: Texts = {
  language: "en",
  link: LINK_MESSAGES,
  code: CODE_MESSAGES,
  tryAgain: (seconds) => `Try again ${waitInWords(seconds)}.`,
  attemptsLeft: (count) => `${count} ${count === 1 ? "try" : "tries"} left.`,
  foreignForm: {
    title: "Not accepted",
    text: "This form was not sent from this site.",
    toLogin: "Go to the sign-in page",
  },
  confirm: {
    title: ({ name }) => (name ? `Hello ${name}` : "Almost there"),
    reason: (brand) => `This link signs you in to ${brand}.`,
    account: "Account",
    willBe: "You will be signed in as",
    continue: "Continue",
    notYou: "Not you? Close this page: nothing has happened yet.",
    stay: "Keep the current account",
    anotherAddress: ({ asked, email }) => ({
      title: "This link is for another address",
      text: `You asked for a link for ${asked}. This one signs you in as ${email}. Continue only if that is yours too.`,
    }),
    somebodyElse: (email) => ({
      title: "Somebody else is signed in here",
      text: `${email ?? "Somebody else"} is signed in on this browser. If you continue, that session ends here.`,
    }),
    elsewhere: "Sign in where I asked",
    codeElsewhere: {
      title: "Type this code where you asked",
      text: "Enter it on the page where you asked for the email. You are not signed in on this device.",
      hint: "If you did not ask for it, close this page and do not give the code to anybody.",
      back: "Sign in here instead",
    },
    linkWasFor: (maskedEmail) => `This link was for ${maskedEmail}.`,
    newLink: "Ask for a new link",
    mailNewLink: "Email me a new link",
    anotherTry: "Try once more",
    typeCode: "Type the code",
  },
};

/** A site's own texts; the others are in English. */
export type OwnTexts = Partial<Omit<Texts, "link" | "code" | "confirm">> & {
  link?: Partial<Record<Problem, Message>>;
  code?: Partial<Record<Problem, Message>>;
  confirm?: Partial<ConfirmTexts>;
};

export const withDefaults = (own: OwnTexts = {}): Texts => ({
  ...ENGLISH,
  ...own,
  link: { ...ENGLISH.link, ...own.link },
  // A site's text about a link is also used for a code, unless it has a separate one.
  code: { ...ENGLISH.code, ...own.link, ...own.code },
  confirm: { ...ENGLISH.confirm, ...own.confirm },
});

/** One line for below the code field. Null if nothing is wrong. */
export function codeSentence(flags: Flags, texts: Texts = ENGLISH): string | null {
  const { problem, waitSeconds, attemptsLeft } = flags;
  if (problem === null) return null;
  const said = attemptsLeft === 0 ? "too_many_attempts" : problem;
  const { title, text } = texts.code[said] ?? texts.link[said];
  if (waitSeconds !== null) return `${title}. ${texts.tryAgain(waitSeconds)}`;
  return attemptsLeft ? `${title}. ${text} ${texts.attemptsLeft(attemptsLeft)}` : `${title}. ${text}`;
}

/** One line for below the address field. Null if nothing is wrong. */
export function linkSentence({ problem, waitSeconds }: Flags, texts: Texts = ENGLISH): string | null {
  if (problem === null) return null;
  const { title, text } = texts.link[problem];
  return `${title}. ${waitSeconds ? texts.tryAgain(waitSeconds) : text}`;
}
