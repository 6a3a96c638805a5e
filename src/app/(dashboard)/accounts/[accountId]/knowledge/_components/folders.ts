/** Which documents the list shows: all of them, those of no folder, or those of one, written as `in:<name>`. */
export type FolderView = "all" | "none" | `in:${string}`;

export const ALL_FOLDERS: FolderView = "all";
export const NO_FOLDER: FolderView = "none";
export const viewOfFolder = (folder: string): FolderView => `in:${folder}`;

/** The folder that a view is of; null for the others. */
export const folderOfView = (view: FolderView): string | null => (view.startsWith("in:") ? view.slice(3) : null);

/** The names in use, as people sort them. */
export const foldersOf = (documents: readonly { folder: string | null }[]): string[] =>
  [...new Set(documents.flatMap(({ folder }) => folder ?? []))].toSorted((a, b) =>
    a.localeCompare(b, "en", { numeric: true }),
  );

export const isInView = (folder: string | null, view: FolderView): boolean =>
  view === ALL_FOLDERS || (view === NO_FOLDER ? folder === null : folder === folderOfView(view));

/** The view itself while there is such a folder: one that lost its last document shows everything again. */
export function knownView(view: FolderView, folders: readonly string[]): FolderView {
  if (folders.length === 0) return ALL_FOLDERS;
  const folder = folderOfView(view);
  return folder === null || folders.includes(folder) ? view : ALL_FOLDERS;
}
