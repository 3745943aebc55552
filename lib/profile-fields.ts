/** What a login link may bring into a profile. Other keys are refused when the link is made. */
export const PROFILE_FIELDS = ["company", "jobTitle", "locale", "plan", "source", "timezone"] as const;
