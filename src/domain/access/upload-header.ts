/** Sent by our own upload form: a foreign page can't add it without asking our server first, which says no. */
export const UPLOAD_HEADER = "x-parley-upload";
