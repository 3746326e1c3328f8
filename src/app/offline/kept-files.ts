/** As much as it takes of a service worker's registration to see whether a newer version is on its way. */
export interface Versions {
  readonly installing: unknown;
  readonly waiting: unknown;
}

/**
 * The file that an address means, where it lies in the folder that a service worker looks after; else `null`. The folder
 * itself is its index.html, and what stands behind a question mark makes a file no other one.
 *
 * @param scope the folder's address, with a slash at its end
 */
export function fileAddress(url: string, scope: string): string | null {
  const address = url.split(/[?#]/)[0]!;
  if (!address.startsWith(scope)) return null;
  return address === scope ? `${scope}index.html` : address;
}

/** Whether a file that the present version does not know may be a part of the one before, which a page may still be of. */
export function isPart(address: string, scope: string): boolean {
  return address.startsWith(`${scope}assets/`);
}

/**
 * Whether what only other versions had may go, which a page of the present one asks for: no other page is open, which could
 * be of a version before, and none newer is there, whose files look the same.
 *
 * @param windows the addresses of all open pages of the server
 */
export function mayTidy({ installing, waiting }: Versions, windows: readonly string[], scope: string): boolean {
  if (installing || waiting) return false;
  return windows.filter((address) => address.startsWith(scope)).length <= 1;
}
