import * as z from "zod";
import { mustBe } from "./read";

const MAX_LENGTH = 40;

/**
 * Emails use the name in the subject and in the sender, and pages in the title. So it must be short, be a single line,
 * and contain no character that would end the name in a sender header.
 */
export const appName = () =>
  z
    .string({ error: mustBe("a text") })
    .refine((value) => value === value.trim(), "must not begin or end with a space")
    .refine((value) => value.length <= MAX_LENGTH, `must have at most ${MAX_LENGTH} characters`)
    .refine(
      (value) => !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>"$\\]/u.test(value),
      'must be one line without < > " $ and \\',
    )
    .optional();
