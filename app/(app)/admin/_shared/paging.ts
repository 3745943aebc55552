/** In a separate file, because the server needs it for the first page and cannot read the exports of client files. */
export const PAGE_SIZE = 25;
export const FIRST_PAGE = { numItems: PAGE_SIZE, cursor: null };
