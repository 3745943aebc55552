/** The value of a session cookie in Better Auth's form: a token of 32 characters, and a signature. */
export const sessionValue = (token = "t", signature = "s"): string =>
  `${token.repeat(32)}.${signature.repeat(43)}%3D`;
