/**
 * This is a separate file, because the server needs the values for the first page, and it cannot use values that a
 * client file exports.
 */
export const PAGE_SIZE = 25;
export const FIRST_PAGE = { numItems: PAGE_SIZE, cursor: null };
