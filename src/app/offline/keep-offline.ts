import { fetchedPart } from '../../fetched-part.ts';
import { byId } from '../elements/element.ts';
import type { Notices } from '../shell/notices.ts';

/** Has the browser keep the page for use without a network, and offers a newer version when there is one. */
export async function keepOffline(notices: Notices): Promise<void> {
  // The development server's files are not those that are published. Pages that came without encryption have no such workers.
  if (!import.meta.env.PROD || !navigator.serviceWorker) return;
  // What fails costs nothing but the copy.
  const part = await fetchedPart(() => import('./offer-newer.ts')).catch(() => null);
  await part?.keepCopy(notices, byId('stage', HTMLElement));
}
