import { uidOf } from '../../files/dicom/uid.ts';
import type { WritingNow } from '../../files/writing/written-array.ts';

/** What a file that is written now says of itself. */
export function writingNow(): WritingNow {
  return { date: new Date(), newUid: () => uidOf(crypto.getRandomValues(new Uint8Array(16))) };
}
