/** What the page says to its service worker. */
export const MESSAGES = {
  /** The version that waits is to take over. */
  take: 'take',
  /** A page of the present version is open: what older ones had may go. */
  tidy: 'tidy',
} as const;
