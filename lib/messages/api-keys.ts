/** The admin page of API keys. */
import type { Revocation } from "./admin";

export const TITLE = "API keys";
export const DESCRIPTION = "With a key, your own programs can create sign-in links over HTTP.";

export const NAME = "Name";
export const KEY = "Key";
export const CREATED = "Created";
export const LAST_USED = "Last used";
export const NEVER = "Never";
export const REVOKED = "Revoked";
export const NO_KEYS = "No API keys yet";
export const NO_KEYS_HINT =
  "Create one key for each program, so that you can revoke each of them separately.";

export const CREATE_A_KEY = "Create a key";
export const NAME_HINT = "The program that will use it, such as “Billing”.";
export const ENTER_NAME = "Enter the name of the program that will use the key.";
export const CREATE_THE_KEY = "Create the key";
export const NOT_CREATED = "The key was not created";

export const COPY_NOW = "Copy the key now";
export const WHAT_IT_CAN_DO = "Anyone who has this key can sign in as anybody.";
export const KEEP_IT_SAFE = "Keep it with your other secrets. It is not shown again.";
export const COPY_KEY = "Copy the key";
export const TRY_LINK = "Try it: create a link";
export const COPY_TRY_LINK = "Copy the command that creates a link";
export const TRY_MAIL = "Try it: email a link";
export const COPY_TRY_MAIL = "Copy the command that emails a link";

export const revocation = (name: string): Revocation => ({
  action: `Revoke the key “${name}”`,
  question: `Revoke the key “${name}”?`,
  consequence:
    "Programs can no longer use this key. Links made with it stop working. People who signed in with one of these links are signed out, unless we emailed it to them.",
  done: `Revoked the key “${name}”.`,
});

export const NAME_NEEDED = "Give the key a name of at most 100 characters.";
export const NO_SUCH_KEY = "This key no longer exists. Reload the page.";
