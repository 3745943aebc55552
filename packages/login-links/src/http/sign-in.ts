import { LinkRequests } from "./link-requests.ts";
import { type Arrival, Callback } from "./callback.ts";
import { confirmPage } from "./confirm-page.ts";
import { type Look, look } from "./look.ts";
import { type Paths, ROUTE_PATHS, type RoutePath } from "./paths.ts";
import { respond } from "./responses.ts";
import { Setup, type SignInCookies, type SignInSettings } from "./setup.ts";
import { SignOut } from "./sign-out.ts";
import { respondWithState } from "./state.ts";

export type Route = (request: Request) => Promise<Response>;

/** Each route handles every method; all except `confirmPage` and `state` usually answer with a 303. */
export type SignIn<Extra = unknown> = {
  /**
   * For the file of the callback route. HEAD is included, because some frameworks would otherwise answer it by running
   * GET.
   */
  handlers: Record<"GET" | "HEAD" | "POST", Route>;
  /** Where links lead. A GET changes nothing; a POST spends the opened link or a typed code. */
  callback: Route;
  /** POST, from the login page: mails a link to the address in `email`, or another one to the last address. */
  request: Route;
  /** POST, from the confirm page of an expired link: mails a new one to the same address. */
  renew: Route;
  /** POST: ends the session. */
  signOut: Route;
  /** GET: `SignInState` as JSON, for a login page that is rendered in the browser. */
  state: Route;
  /** GET: a plain confirm page, for an app without its own. */
  confirmPage: Route;
  /**
   * `answer` handles all of these routes, each at its path in `paths`, and answers 404 for every other path. `routes`
   * is the same by HTTP method, for an app with one catch-all file:
   * @example export const { GET, HEAD, POST } = signIn.routes; // app/login/[...path]/route.ts
   */
  answer: Route;
  routes: Record<"GET" | "HEAD" | "POST", Route>;
  /** For pages that are rendered on the server: the sign-in cookies of a request. */
  read(request: Request): SignInCookies;
  /**
   * For pages that are rendered on the server: what the confirm page shows of the opened link. Does not spend the link.
   */
  look(request: Request): Promise<Look<Extra>>;
  /**
   * For an app's own way to sign in, after it has begun a session: ends the session that the browser had before, and
   * answers with the cookies and a 303, as the callback does.
   */
  arrive(request: Request, arrival: Arrival): Promise<Response>;
  /** The answer to a form that is malformed, or was not sent from a page of this site. */
  refuse(status: 400 | 403): Response;
};

/**
 * The routes between a link and a session, on web standards. Mount them on any server that uses Request and Response.
 * They need no Node built-ins, and also run in Convex's own runtime.
 */
export function createSignIn<Extra = unknown>(settings: SignInSettings<Extra>): SignIn<Extra> {
  const setup = new Setup(settings);
  const [callback, requests, signOut] = [new Callback(setup), new LinkRequests(setup), new SignOut(setup)];
  const routes = {
    callback: (request) => callback.respond(request),
    request: (request) => requests.request(request),
    renew: (request) => requests.renew(request),
    signOut: (request) => signOut.respond(request),
    state: async (request) => respondWithState(setup, request),
    confirmPage: (request) => confirmPage(setup, request),
  } satisfies Record<string, Route>;
  const answer = byPath(setup.paths, routes);
  return {
    ...routes,
    handlers: forEachMethod(routes.callback),
    answer,
    routes: forEachMethod(answer),
    read: (request) => setup.cookiesOf(request),
    look: (request) => look(setup, request),
    arrive: (request, arrival) => callback.signIn(request, arrival),
    refuse: (status) => setup.refuse(status),
  };
}

type RouteName = Exclude<RoutePath, "confirm"> | "confirmPage";

const forEachMethod = (route: Route) => ({ GET: route, HEAD: route, POST: route });

function byPath(paths: Paths, { confirmPage, ...rest }: Record<RouteName, Route>): Route {
  const routes = { ...rest, confirm: confirmPage };
  const known = new Map(ROUTE_PATHS.map((name) => [paths[name], routes[name]]));
  return async (request) => (known.get(new URL(request.url).pathname) ?? notFound)(request);
}

const notFound: Route = async () => respond(404);
