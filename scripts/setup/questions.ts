import { DEFAULT_APP_NAME } from "../../lib/app-name";
import { convexSchema } from "../../lib/environment/convex";

export interface Question {
  name: keyof typeof convexSchema.shape;
  message: string;
  /** Offered if no value is known; null if only the person can answer. */
  suggestion: string | null;
  isSecret?: boolean;
  /** Whether an empty answer leaves the variable out. */
  isOptional?: boolean;
}

/** The settings that only a person can choose. Everything else is generated, or has a good default. */
export const QUESTIONS: readonly Question[] = [
  {
    name: "SITE_URL",
    message: "At which address will people reach the app?",
    suggestion: "http://localhost:3000",
  },
  {
    name: "APP_NAME",
    message: `What is your product called on its pages and in its emails? (Enter for ${DEFAULT_APP_NAME})`,
    suggestion: null,
    isOptional: true,
  },
  {
    name: "RESEND_API_KEY",
    message: "A key from https://resend.com/api-keys",
    suggestion: null,
    isSecret: true,
  },
  {
    name: "MAIL_FROM",
    message: "Who sends the emails? The domain of the address must be verified at Resend.",
    suggestion: null,
  },
  {
    name: "ADMIN_EMAILS",
    message: "Who becomes an admin? Addresses, separated by commas.",
    suggestion: null,
  },
  {
    name: "POSTAL_ADDRESS",
    message: "Your postal address, for campaigns (press Enter to leave it out)",
    suggestion: null,
    isOptional: true,
  },
  { name: "SIGN_UP", message: "Who may sign up: open or invite-only?", suggestion: "open" },
  {
    name: "RESEND_WEBHOOK_SECRET",
    message: "The signing secret of the webhook at https://resend.com/webhooks (press Enter to leave it out)",
    suggestion: null,
    isSecret: true,
    isOptional: true,
  },
];

/** The error in an answer, or undefined, as the prompts expect it. */
export function wrongWith({ name, isOptional }: Question, answer: string): string | undefined {
  if (answer === "") return isOptional ? undefined : "This answer is required.";
  const result = convexSchema.shape[name].safeParse(answer);
  return result.success ? undefined : `${name} ${result.error.issues[0]?.message}`;
}
