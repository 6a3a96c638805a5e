/**
 * Tells the pages of a request that it comes from whoever sits at this very machine. The server sets or removes it on
 * every request, so what a client sends under this name counts for nothing.
 */
export const DEVELOPER_HEADER = "x-parley-developer";
