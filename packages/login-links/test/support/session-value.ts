/** The value of a session cookie in the shape that Better Auth gives it: a token of 32, and a signature. */
export const sessionValue = (token = "t", signature = "s"): string =>
  `${token.repeat(32)}.${signature.repeat(43)}%3D`;
