/** The numbers of people, clicks and mails. */
export interface Sizes {
  /** How many people call at the same moment, once for each number. */
  crowds: readonly number[];
  /** Exchanges of one link at the same moment. */
  clicks: number;
  recipients: number;
  /** Calls of the campaign that get no answer. */
  hanging: number;
  /** Sign-in mails that are requested meanwhile, one after the other. */
  signIns: number;
}

export const FULL: Sizes = { crowds: [20, 50], clicks: 50, recipients: 3_000, hanging: 8, signIns: 10 };

/** Small numbers, for a run that takes seconds instead of minutes. It shows whether everything works, not how fast. */
export const QUICK: Sizes = { crowds: [3, 6], clicks: 10, recipients: 300, hanging: 3, signIns: 3 };
