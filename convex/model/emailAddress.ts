export { maskEmailAddress, parseEmailAddress } from "@latchkey/login-links/http";
