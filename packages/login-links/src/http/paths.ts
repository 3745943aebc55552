import { HOME, NOT_PAGES } from "../shared/safe-redirect.ts";

/** Where the pages and routes of signing in are mounted. All are paths of this site, without a query. */
export type Paths = {
  /** The page with the form that asks for a link and, after that, for the code. */
  login: string;
  /** The page that says whose link it is and asks before it is spent. */
  confirm: string;
  /** Where links lead and where the confirm page and the code form post to. */
  callback: string;
  /** Where the forms that ask for a link post to: for an address, and for another link in the place of an expired one. */
  request: string;
  renew: string;
  /** Where somebody arrives who asked for no page. */
  home: string;
  /** What is never a place to arrive at, nor what is below it. `login` never is one either. */
  notPages: readonly string[];
};

export const PATHS: Paths = {
  login: "/login",
  confirm: "/login/confirm",
  callback: "/login/callback",
  request: "/login/request",
  renew: "/login/renew",
  home: HOME,
  notPages: NOT_PAGES,
};

/** `/login?next=/settings/profile`, with whatever else the page shall know. Slashes stay readable, the rest is encoded. */
export function loginPath(next: string, flags: Record<string, string> = {}, login = PATHS.login): string {
  const query = Object.entries({ next, ...flags }).map(
    ([name, value]) => `${name}=${encodeURIComponent(value).replaceAll("%2F", "/")}`,
  );
  return `${login}?${query.join("&")}`;
}
