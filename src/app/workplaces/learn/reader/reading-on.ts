/** What scrolls, in CSS pixels. */
export interface Scrolled {
  readonly scrollTop: number;
  readonly clientHeight: number;
  readonly scrollHeight: number;
}

/** Browsers round places to whole pixels, and sometimes not. */
const SLACK_PX = 2;
/** Of what was seen, so much stays in sight: head and foot cover some of it, and eyes need a line to go on from. */
const STAYS = 0.25;

/**
 * How far a key for the next or the last page scrolls; `null` where all has been read that way, so that it turns over to
 * another step.
 */
export function scrollBefore(by: 1 | -1, { scrollTop, clientHeight, scrollHeight }: Scrolled): number | null {
  const left = by === 1 ? scrollHeight - clientHeight - scrollTop : scrollTop;
  return left <= SLACK_PX ? null : by * Math.min(left, Math.max(1, Math.round((1 - STAYS) * clientHeight)));
}
