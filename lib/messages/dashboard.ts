/** The member's dashboard. */

export const TITLE = "Dashboard";
export const welcome = (name: string): string => (name ? `Welcome, ${name}.` : "Welcome.");

export const YOUR_PRODUCT = "Your product starts here";
export const YOUR_PRODUCT_HINT = "This card is a placeholder. It is in this file:";
export const YOUR_PRODUCT_FILE = "app/(app)/dashboard/your-product.tsx";
export const YOUR_PRODUCT_STEPS = [
  "Replace the card with what your members come for.",
  "Add pages for signed-in people in app/(app).",
  "Set APP_NAME to your product's name.",
];

export const ACCOUNT = "Account";
export const SIGNED_IN_AS = "Signed in as";
export const NAME = "Name";
export const NO_NAME = "No name yet";
export const ROLE = "Role";
export const NOT_VERIFIED = "Email not verified";
export const CHANGE_NAME = "Change your name";
export const ADD_NAME = "Add your name";

export const THIS_SESSION = "This session";
export const BROWSER = "Browser";
export const LOCATION = "Location";
export const SIGNED_IN = "Signed in";
export const ONLY_SESSION = "Your only session";
export const allSessions = (count: number): string => `All ${count} sessions`;

export const RECENT_SIGN_INS = "Recent sign-ins";
export const NO_SIGN_INS = "No sign-ins are recorded yet.";
export const HOW = {
  link: "With a link",
  invitation: "With an invitation",
  passkey: "With a passkey",
} as const;
export const NOT_YOU = "Do you see a sign-in that was not you?";
export const END_SESSIONS = "End your other sessions";
