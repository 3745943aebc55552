import { HOME, NOT_PAGES } from "../shared/safe-redirect.ts";

/** Where the pages and routes of signing in are mounted. All are paths of this site, without a query. */
export type Paths = {
  /** The page with the form that requests a link and, after that, the form for the code. */
  login: string;
  /** The page that shows whose link it is and asks before the link is spent. */
  confirm: string;
  /** Where links lead, and where the confirm page and the code form post to. */
  callback: string;
  /** Where the forms that request a link post to: one for an address, one to replace an expired link. */
  request: string;
  renew: string;
  /** What a login page that is rendered in the browser fetches, because scripts cannot read the cookies. */
  state: string;
  /** Where the "Sign out" form posts to. */
  signOut: string;
  /** The page after signing in if no other was requested. */
  home: string;
  /**
   * Paths that are never the page after signing in, and neither are the paths below them. `login` is always excluded.
   */
  notPages: readonly string[];
};

export const PATHS: Paths = {
  login: "/login",
  confirm: "/login/confirm",
  callback: "/login/callback",
  request: "/login/request",
  renew: "/login/renew",
  state: "/login/state",
  signOut: "/logout",
  home: HOME,
  notPages: NOT_PAGES,
};

/** `/login?next=/settings/profile`, with other flags for the page. Slashes stay readable, the rest is encoded. */
export function loginPath(next: string, flags: Record<string, string> = {}, login = PATHS.login): string {
  const query = Object.entries({ next, ...flags }).map(
    ([name, value]) => `${name}=${encodeURIComponent(value).replaceAll("%2F", "/")}`,
  );
  return `${login}?${query.join("&")}`;
}

/** The paths that this package answers. `login` is a page of the app. */
export const ROUTE_PATHS = ["callback", "confirm", "request", "renew", "state", "signOut"] as const;
export type RoutePath = (typeof ROUTE_PATHS)[number];
