import { cronJobs } from "convex/server";
import { internal } from "./_generated/api";

const crons = cronJobs();

crons.hourly("sweep login links", { minuteUTC: 17 }, internal.loginLinks.sweep, {});

crons.interval(
  "revive what a crash left behind",
  { minutes: 1 },
  internal.model.campaigns.recovery.revive,
  {},
);

export default crons;
