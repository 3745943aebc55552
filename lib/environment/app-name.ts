import * as z from "zod";
import { NAME_RULES } from "../brand/name";
import { mustBe } from "./read";

/**
 * Emails use the name in the subject and in the sender, and pages in the title. So it must be short, be a single line,
 * and contain no character that would end the name in a sender header.
 */
export const appName = () =>
  NAME_RULES.reduce(
    (schema, { isKept, otherwise }) => schema.refine(isKept, otherwise),
    z.string({ error: mustBe("a text") }),
  ).optional();
