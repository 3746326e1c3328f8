/** What of the browser's storage is needed. */
export type TextStore = Pick<Storage, 'getItem' | 'setItem'>;

/** The browser's own; `null` where it keeps nothing for this page. */
export function browserStore(): TextStore | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
