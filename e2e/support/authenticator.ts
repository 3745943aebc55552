import type { CDPSession, Page } from "@playwright/test";

/** Chromium's virtual authenticator. It verifies the person successfully until a test calls `refuseVerification`. */
export class Authenticator {
  private constructor(
    private readonly session: CDPSession,
    private readonly authenticatorId: string,
  ) {}

  /** Adds an authenticator to the page. Call this before the page requests a passkey. */
  static async plugInto(page: Page): Promise<Authenticator> {
    const session = await page.context().newCDPSession(page);
    await session.send("WebAuthn.enable", { enableUI: false });
    const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    return new Authenticator(session, authenticatorId);
  }

  async credentials() {
    const { authenticatorId } = this;
    return (await this.session.send("WebAuthn.getCredentials", { authenticatorId })).credentials;
  }

  /**
   * Replaces all passkeys with this one. If it was read earlier, its counter is behind, like that of a copied passkey.
   */
  async putBack(credential: Awaited<ReturnType<Authenticator["credentials"]>>[number]): Promise<void> {
    const { authenticatorId } = this;
    await this.session.send("WebAuthn.clearCredentials", { authenticatorId });
    await this.session.send("WebAuthn.addCredential", { authenticatorId, credential });
  }

  async refuseVerification(): Promise<void> {
    const { authenticatorId } = this;
    await this.session.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
  }

  /**
   * Sets whether the authenticator answers a request at once, as if somebody touched it. Otherwise the request waits.
   */
  async answer(enabled: boolean): Promise<void> {
    const { authenticatorId } = this;
    await this.session.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled });
  }
}
