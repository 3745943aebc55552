import { createHmac, timingSafeEqual } from "node:crypto";
import { RequestError } from "../errors";

/** STORE_FILE_AUTHORIZATION_VALIDITY in Convex's crates/local_backend/src/storage.rs. */
const VALID_FOR_S = 60 * 60;

interface Content {
  componentPath: string;
  issuedS: number;
}

/**
 * The tokens in upload URLs. As on Convex, a token allows any number of uploads for an hour, and nothing is stored for
 * it.
 */
export class UploadTokens {
  constructor(private readonly secret: string) {}

  issue(componentPath: string): string {
    const content: Content = { componentPath, issuedS: nowS() };
    const text = Buffer.from(JSON.stringify(content)).toString("base64url");
    return `${text}.${this.sign(text)}`;
  }

  /**
   * Returns the component that the token is for. The errors are those of `check_store_file_authorization` in Convex's
   * crates/keybroker/src/broker.rs.
   */
  check(token: string): string {
    const [text = "", signature = ""] = token.split(".");
    if (!isSame(signature, this.sign(text)))
      throw new RequestError(401, "StorageTokenInvalid", "Couldn't decode the StoreFileAuthorization token");
    const { componentPath, issuedS } = JSON.parse(Buffer.from(text, "base64url").toString()) as Content;
    if (issuedS + VALID_FOR_S <= nowS())
      throw new RequestError(401, "StorageTokenExpired", "Store File Authorization expired");
    return componentPath;
  }

  private sign(text: string): string {
    return createHmac("sha256", this.secret).update(`upload ${text}`).digest("base64url");
  }
}

const nowS = () => Math.floor(Date.now() / 1000);

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
