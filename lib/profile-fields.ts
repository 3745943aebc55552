/** The fields of a profile that a login link may fill in. Other keys are refused when the link is made. */
export const PROFILE_FIELDS = ["company", "jobTitle", "locale", "plan", "source", "timezone"] as const;
