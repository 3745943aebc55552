import * as z from "zod";
import { mustBe } from "./read";

const MAX_LENGTH = 40;

/** The name is written into subjects, senders and page titles: one short line, and no character that would end a sender's name. */
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
