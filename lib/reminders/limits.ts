/** How many reminders a campaign can have. */
export const MAX_REMINDERS = 3;
/** The most days from one mail to the next. */
export const MAX_DAYS = 60;
