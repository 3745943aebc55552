"use client";

import { createContext, useContext } from "react";

/** Whose page this is: the account that it was rendered for. Null where nobody was signed in. */
export type PageAccount = { id: string; email: string } | null;

export const AccountContext = createContext<PageAccount>(null);

export const usePageAccount = (): PageAccount => useContext(AccountContext);
