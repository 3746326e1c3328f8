// What a visitor has chosen for this browser, beside any experiment. A page opened from a file, or with storage blocked,
// goes without.

/** What was kept under a key on this or an earlier visit; `null` where nothing was. */
export function readKept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** @param value `null` forgets it */
export function keep(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Asked or measured again next time.
  }
}
