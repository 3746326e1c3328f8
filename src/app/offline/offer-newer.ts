import type { Notices } from '../shell/notices.ts';
import { beginOfflineCopy, offlineCopy } from './offline-copy.ts';

/** What a person has to know before taking it. */
export const NEWER =
  'A new version of this page is ready. Taking it reloads the page: the experiment stays; undo steps, the log and opened files do not.';

/** Makes and follows the copy; says once that there is a newer version, and leaves it waiting until somebody takes it. */
export async function keepCopy(notices: Notices, stage: HTMLElement): Promise<void> {
  const stop = offlineCopy.onChanged(() => {
    if (offlineCopy.state !== 'newer') return;
    stop();
    notices.standingOffer(NEWER, { text: 'Take it', act: () => offlineCopy.take() });
  });
  await beginOfflineCopy(stage);
}
