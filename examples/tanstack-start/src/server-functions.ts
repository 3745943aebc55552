/** What loaders need from the server, because only the server can read the cookies. */
import type { SignInState } from "@latchkey/login-links/react";
import { tokenOf } from "@latchkey/login-links/tanstack";
import { createServerFn } from "@tanstack/react-start";
import { getRequest } from "@tanstack/react-start/server";
import { signIn, site } from "./sign-in.server";

export const getToken = createServerFn().handler(() => tokenOf(getRequest(), site));

/** What the login page shows. `data` is the page's own query. */
export const getSignInState = createServerFn()
  .validator((search: string) => search)
  .handler(async ({ data }) => {
    const request = new Request(`${site.siteUrl}/login/state?${data}`, getRequest());
    return (await (await signIn.state(request)).json()) as SignInState;
  });
