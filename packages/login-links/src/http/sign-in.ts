import { Asking } from "./asking.ts";
import { type Arrival, Callback } from "./callback.ts";
import { confirmPage } from "./confirm-page.ts";
import { type Look, look } from "./look.ts";
import { Setup, type SignInCookies, type SignInSettings } from "./setup.ts";
import { SignOut } from "./sign-out.ts";
import { respondWithState } from "./state.ts";

export type Route = (request: Request) => Promise<Response>;

/** Each route answers every method that it is asked by; all but `confirmPage` and `state` answer with a 303 as a rule. */
export type SignIn<Extra = unknown> = {
  /** For the file of the callback route. HEAD is named too: some frameworks would otherwise answer it by running GET. */
  handlers: Record<"GET" | "HEAD" | "POST", Route>;
  /** Where links lead: a GET is inert, a POST spends the link in hand or a typed code. */
  callback: Route;
  /** POST, from the login page: mails a link to the address in `email`, or once more to the last one. */
  request: Route;
  /** POST, from the confirm page of an expired link: mails a new one to the same address. */
  renew: Route;
  /** POST: ends the session. */
  signOut: Route;
  /** GET: `SignInState` as JSON, for a login page that is rendered in the browser. */
  state: Route;
  /** GET: a plain confirm page, for an app that has none. */
  confirmPage: Route;
  /** The same for pages that are rendered on the server: what the cookies of a request say … */
  read(request: Request): SignInCookies;
  /** … and what the confirm page shows of the link in hand. It spends nothing. */
  look(request: Request): Promise<Look<Extra>>;
  /**
   * For another way in of an app's own, after it has begun a session: ends the one that the browser had before, and answers with
   * the cookies and a 303, as the callback does.
   */
  arrive(request: Request, arrival: Arrival): Promise<Response>;
  /** The answer to a form that was not sent from a page of this site, or is none. */
  refuse(status: 400 | 403): Response;
};

/**
 * The routes between a link and a session, on web standards: mount them on any server that speaks Request and Response.
 * They need no Node builtin, and run in Convex's own runtime too.
 */
export function createSignIn<Extra = unknown>(settings: SignInSettings<Extra>): SignIn<Extra> {
  const setup = new Setup(settings);
  const [callback, asking, signOut] = [new Callback(setup), new Asking(setup), new SignOut(setup)];
  const onCallback: Route = (request) => callback.respond(request);
  return {
    handlers: { GET: onCallback, HEAD: onCallback, POST: onCallback },
    callback: onCallback,
    request: (request) => asking.request(request),
    renew: (request) => asking.renew(request),
    signOut: (request) => signOut.respond(request),
    state: async (request) => respondWithState(setup, request),
    confirmPage: (request) => confirmPage(setup, request),
    read: (request) => setup.cookiesOf(request),
    look: (request) => look(setup, request),
    arrive: (request, arrival) => callback.signIn(request, arrival),
    refuse: (status) => setup.refuse(status),
  };
}
