// placeholder until emails/ is written
export async function renderSignInEmail(props: { url: string; code: string; address: string; requestedFrom: { device: string | null; place: string | null }; expiresInMinutes: number; siteUrl: string }): Promise<{ subject: string; html: string; text: string }> {
  return { subject: "Sign in", html: `<a href="${props.url}">Sign in</a> ${props.code}`, text: `${props.url} ${props.code}` };
}
export async function renderMintedLinkEmail(props: { url: string; address: string; name: string | null; expiresInMinutes: number; siteUrl: string }): Promise<{ subject: string; html: string; text: string }> {
  return { subject: "Sign in", html: `<a href="${props.url}">Sign in</a>`, text: props.url };
}
