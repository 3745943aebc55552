/** Beside the components, because the server's first page needs it too: what a client file exports it cannot read. */
export const PAGE_SIZE = 25;
export const FIRST_PAGE = { numItems: PAGE_SIZE, cursor: null };
