const KEY = 'ct-sandbox-lecture-session';

/**
 * The name of this page's lecture: the same after a reload, another one in every other tab, also in one that was made as a
 * copy of this, which takes a copy of the storage along.
 */
export async function lectureSession(): Promise<string> {
  const kept = read();
  if (kept !== null && (await isFree(kept))) return kept;
  const session = crypto.getRandomValues(new Uint32Array(2)).reduce((text, part) => text + part.toString(36), '');
  await isFree(session);
  write(session);
  return session;
}

/** Whether no other page has it; from now on this one does, until it is closed (Web Locks API). */
function isFree(session: string): Promise<boolean> {
  const { locks } = navigator;
  // Only in a secure context.
  if (!locks) return Promise.resolve(true);
  return new Promise((resolve) => {
    const held = locks.request(`${KEY} ${session}`, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock ? new Promise<never>(() => undefined) : undefined;
    });
    held.catch(() => resolve(true));
  });
}

function read(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function write(session: string): void {
  try {
    sessionStorage.setItem(KEY, session);
  } catch {
    // After a reload it is another lecture then.
  }
}
