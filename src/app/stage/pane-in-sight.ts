/** Where something stands on the screen, CSS pixels from its top. */
export interface Span {
  readonly top: number;
  readonly bottom: number;
}

/** The index of the one of which most is in sight, to a pixel the first of equals; −1 where there is none. */
export function mostInSight(spans: readonly Span[], screenHeight: number): number {
  const seen = spans.map(({ top, bottom }) =>
    Math.round(Math.max(0, Math.min(bottom, screenHeight) - Math.max(top, 0))),
  );
  return seen.indexOf(Math.max(...seen));
}

/**
 * Scrolls so that what was opened over the foot of the screen does not cover the pane that is being edited or looked at.
 * Where it stands beside the panes nothing has to move.
 */
export function keepPaneInSight(stage: HTMLElement, opened: HTMLElement): void {
  if (getComputedStyle(opened).position !== 'fixed') return;
  const edited = stage.querySelector('.pane:has(.editor-bar)');
  if (edited) {
    edited.scrollIntoView({ block: 'start' });
    return;
  }
  const panes = [...stage.querySelectorAll<HTMLElement>('.pane')].filter(({ offsetParent }) => offsetParent !== null);
  // As they stand on the screen, which is not their order in the document.
  const placed = panes
    .map((pane) => ({ pane, span: pane.getBoundingClientRect() }))
    .sort((one, other) => one.span.top - other.span.top);
  // Down to where it was opened: below stands what plays the scan.
  const looked = mostInSight(
    placed.map(({ span }) => span),
    opened.getBoundingClientRect().bottom,
  );
  placed[looked]?.pane.scrollIntoView({ block: 'start' });
}
