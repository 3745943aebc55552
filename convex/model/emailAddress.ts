export { maskEmailAddress, parseEmailAddress } from "../../lib/email-address";
