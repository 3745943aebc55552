/**
 * Better Auth's own magic links, to test the conformance suite: the suite is only useful if it finds their known
 * weaknesses. Start this server with `npx tsx packages/login-links/test/conformance/stock-better-auth.ts 4500`, then
 * run `npm run conformance -- http://localhost:4500 --mailbox http://localhost:4500`.
 */
import http from "node:http";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { betterAuth } from "better-auth";
import { type MemoryDB, memoryAdapter } from "better-auth/adapters/memory";
import { magicLink } from "better-auth/plugins";

interface Mail {
  id: string;
  to: string[];
  text: string;
}

const mails: Mail[] = [];
const database: MemoryDB = { user: [], session: [], account: [], verification: [] };

const authFor = (siteUrl: string) =>
  betterAuth({
    baseURL: siteUrl,
    secret: "a secret that only this server knows",
    database: memoryAdapter(database),
    logger: { disabled: true },
    plugins: [
      magicLink({
        sendMagicLink: async ({ email, url }) => {
          mails.unshift({ id: String(mails.length + 1), to: [email], text: `Sign in:\n${url}\n` });
        },
      }),
    ],
  });

type Auth = ReturnType<typeof authFor>;

const page = (body: string, status = 200): Response =>
  new Response(`<!doctype html><html lang="en"><title>Stock</title><main>${body}</main></html>`, {
    status,
    headers: { "content-type": "text/html" },
  });
const goTo = (location: string): Response => new Response(null, { status: 303, headers: { location } });

const LOGIN = `<h1>Sign in</h1><form method="post"><label>Email <input name="email" type="email"></label>
  <button>Email me a link</button></form>`;

async function answer(auth: Auth, request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  if (pathname.startsWith("/api/auth/")) return auth.handler(request);
  switch (`${request.method} ${pathname}`) {
    case "GET /login":
      return page(searchParams.has("asked") ? "<h1>Check your email</h1>" : LOGIN);
    case "POST /login":
      return ask(auth, request);
    case "GET /dashboard":
      return dashboard(auth, request);
    case "POST /logout":
      return signOut(auth, request);
    default:
      return mailbox(pathname) ?? page("<h1>Not found</h1>", 404);
  }
}

async function ask(auth: Auth, request: Request): Promise<Response> {
  const email = String((await request.formData()).get("email"))
    .trim()
    .toLowerCase();
  await auth.api.signInMagicLink({ body: { email, callbackURL: "/dashboard" }, headers: request.headers });
  return goTo("/login?asked");
}

async function dashboard(auth: Auth, { headers, url }: Request): Promise<Response> {
  const held = await auth.api.getSession({ headers });
  const { pathname, search } = new URL(url);
  if (!held) return goTo(`/login?next=${encodeURIComponent(pathname + search)}`);
  const out = `<form method="post" action="/logout"><button>Sign out</button></form>`;
  return page(`<h1>Dashboard</h1><p>${held.user.email}</p>${out}`);
}

/** Signs out through Better Auth's own route, which checks the origin of the request. */
async function signOut(auth: Auth, { headers, url }: Request): Promise<Response> {
  const asJson = new Headers(headers);
  asJson.set("content-type", "application/json");
  asJson.delete("content-length");
  const target = new URL("/api/auth/sign-out", url);
  const answered = await auth.handler(new Request(target, { method: "POST", headers: asJson, body: "{}" }));
  if (!answered.ok) return answered;
  const cookies = answered.headers.getSetCookie().map((cookie) => ["set-cookie", cookie] as [string, string]);
  return new Response(null, { status: 303, headers: [["location", "/login"], ...cookies] });
}

/** The part of Resend's API that the suite reads. */
function mailbox(pathname: string): Response | null {
  const [, folder, id] = pathname.split("/");
  if (folder !== "emails") return null;
  return Response.json(id ? mails.find((mail) => mail.id === id) : { data: mails });
}

/** Starts the server. Resolves once the server is listening. */
function startStockBetterAuth(port: number): Promise<http.Server> {
  const siteUrl = `http://localhost:${port}`;
  const auth = authFor(siteUrl);
  const server = http.createServer((incoming, outgoing) => {
    void (async () => {
      const request = new Request(new URL(incoming.url ?? "/", siteUrl), {
        method: incoming.method,
        headers: incoming.headers as Record<string, string>,
        body: ["GET", "HEAD"].includes(incoming.method ?? "") ? undefined : await text(incoming),
      });
      const response = await answer(auth, request);
      const headers = [...response.headers].filter(([name]) => name !== "set-cookie");
      outgoing.setHeaders(new Headers(headers));
      outgoing.setHeader("set-cookie", response.headers.getSetCookie());
      outgoing.writeHead(response.status);
      if (response.body) Readable.fromWeb(response.body as never).pipe(outgoing);
      else outgoing.end();
    })();
  });
  return new Promise((resolve) => server.listen(port, "localhost", () => resolve(server)));
}

const [port] = process.argv.slice(2);
if (port) await startStockBetterAuth(Number(port));
