/** The texts of the page for links about another address. */
type View = { from: string; to: string };

export const ASKED = {
  confirm: {
    title: "Confirm your new address",
    text: ({ from, to }: View) =>
      `From now on you sign in with ${to} instead of ${from}. Links are sent there.`,
    button: "Confirm this address",
  },
  undo: {
    title: "Undo the change of your address?",
    text: ({ from, to }: View) =>
      `You will sign in with ${from} again, and no longer with ${to}. All sessions end, and passkeys that were added since are removed.`,
    button: "Undo the change",
  },
};

export const DONE = {
  confirm: {
    title: "Your address has been changed",
    text: "Use it to sign in from now on. You stay signed in where you are.",
  },
  undo: { title: "The change is undone", text: "The account has its old address again. Sign in with it." },
};

export const OVER = {
  title: "This link no longer works",
  text: "It has expired or was already used. You can start again under Settings.",
};

export const PROBLEMS = {
  unknown: {
    title: "We don't recognise this link",
    text: "It may have been cut short on its way. Open it from the email again.",
  },
  taken: {
    title: "This address has an account already",
    text: "An address has one account. Sign in with it, or choose another address.",
  },
  unreachable: {
    title: "We could not reach the server",
    text: "Nothing has changed. Try again in a moment.",
  },
};
