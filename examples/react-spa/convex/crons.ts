import { cronJobs } from "convex/server";
import { internal } from "./_generated/api";

const crons = cronJobs();

crons.hourly("delete links that are over", { minuteUTC: 17 }, internal.loginLinks.sweep, {});

export default crons;
