/** The device's credentials in IndexedDB, where WhatsApp keeps them: a session folder then restores them or does not. */
import type { Credentials } from "../protocol";

const STORE = "user";
const KEY = "credentials";

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function openStore(): Promise<IDBDatabase> {
  const request = indexedDB.open("model-storage", 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return settled(request);
}

export async function loadCredentials(): Promise<Credentials | null> {
  const database = await openStore();
  const found = await settled(database.transaction(STORE).objectStore(STORE).get(KEY));
  database.close();
  return (found as Credentials | undefined) ?? null;
}

/** Resolves when they are on disk: the process may be killed right after. */
export async function saveCredentials(credentials: Credentials | null): Promise<void> {
  const database = await openStore();
  const transaction = database.transaction(STORE, "readwrite", { durability: "strict" });
  if (credentials) transaction.objectStore(STORE).put(credentials, KEY);
  else transaction.objectStore(STORE).delete(KEY);
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error);
  });
  database.close();
}
