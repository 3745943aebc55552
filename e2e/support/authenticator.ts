import type { CDPSession, Page } from "@playwright/test";

/** Chromium's own authenticator in software, with a person whose finger always matches until a test says otherwise. */
export class Authenticator {
  private constructor(
    private readonly session: CDPSession,
    private readonly authenticatorId: string,
  ) {}

  /** For this page's browser. Call it before the page asks for a passkey. */
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

  /** The same key again with another counter, as if somebody had copied it. */
  async putBack(credential: Awaited<ReturnType<Authenticator["credentials"]>>[number]): Promise<void> {
    const { authenticatorId } = this;
    await this.session.send("WebAuthn.clearCredentials", { authenticatorId });
    await this.session.send("WebAuthn.addCredential", { authenticatorId, credential });
  }

  async refuseVerification(): Promise<void> {
    const { authenticatorId } = this;
    await this.session.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
  }

  /** Whether somebody touches it when a page asks. If not, a page that offers passkeys in a field waits. */
  async answer(enabled: boolean): Promise<void> {
    const { authenticatorId } = this;
    await this.session.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled });
  }
}
