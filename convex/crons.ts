import { cronJobs } from "convex/server";
import { internal } from "./_generated/api";

const crons = cronJobs();

crons.hourly("sweep login links", { minuteUTC: 17 }, internal.loginLinks.sweep, {});

crons.hourly("sweep what is over", { minuteUTC: 27 }, internal.model.sweeping.sweep, {});

crons.hourly(
  "erase accounts whose week is over",
  { minuteUTC: 37 },
  internal.model.account.erasure.eraseDue,
  {},
);

crons.hourly("complete the directory", { minuteUTC: 47 }, internal.model.people.completion.complete, {});

crons.hourly(
  "complete the list of campaigns",
  { minuteUTC: 7 },
  internal.model.campaigns.completion.complete,
  {},
);

crons.hourly("forget old notices", { minuteUTC: 12 }, internal.model.campaignNotices.spread.sweep, {});

crons.interval("copy accepted rates", { minutes: 5 }, internal.model.campaigns.rates.refresh, {});

crons.interval("count sign-ins", { minutes: 1 }, internal.model.overview.signIns.count, {});

crons.interval("count mails", { minutes: 1 }, internal.model.overview.mailCounts.count, {});

crons.interval("count visits to links", { minutes: 1 }, internal.model.visits.counting.count, {});

crons.hourly("forget old mail numbers", { minuteUTC: 57 }, internal.model.overview.mailCounts.forget, {});

crons.interval(
  "revive what a crash left behind",
  { minutes: 1 },
  internal.model.campaigns.recovery.revive,
  {},
);

crons.interval(
  "continue interrupted copies of audiences",
  { minutes: 5 },
  internal.model.campaigns.audienceCopies.revive,
  {},
);
crons.interval("send due reminders", { minutes: 1 }, internal.model.reminders.sweeping.sweep, {});

crons.daily("sweep pictures", { hourUTC: 3, minuteUTC: 7 }, internal.model.pictures.sweeping.sweep, {});

export default crons;
