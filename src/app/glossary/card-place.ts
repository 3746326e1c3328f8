/** A box on screen, CSS pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Between a card and what it is about, and between a card and the window's edges. */
const GAP = 6;
const MARGIN = 8;
/** Narrower windows have the card at their foot, all across. */
const LEAST_WIDTH = 560;

/** Where a card's left upper corner goes. */
export interface CardPlace {
  readonly left: number;
  readonly top: number;
  /** Whether it lies at the foot of the window, as wide as that. */
  readonly isSheet: boolean;
}

/** Below what it is about; above it, or beside it, where there is more room; always within the window. */
export function cardPlace(
  anchor: Box,
  card: Pick<Box, 'width' | 'height'>,
  view: Pick<Box, 'width' | 'height'>,
): CardPlace {
  if (view.width < LEAST_WIDTH) return { left: 0, top: Math.max(0, view.height - card.height), isSheet: true };
  const below = anchor.top + anchor.height + GAP;
  const above = anchor.top - GAP - card.height;
  const left = within(anchor.left, view.width - card.width);
  if (below >= MARGIN && below + card.height <= view.height - MARGIN) return { left, top: below, isSheet: false };
  if (above >= MARGIN && above + card.height <= view.height - MARGIN) return { left, top: above, isSheet: false };
  // As high as the window, nearly: beside it, so that what it is about can be seen.
  const right = anchor.left + anchor.width + GAP;
  const beside = right + card.width <= view.width - MARGIN ? right : anchor.left - GAP - card.width;
  return {
    left: within(beside, view.width - card.width),
    top: within(anchor.top, view.height - card.height),
    isSheet: false,
  };
}

function within(place: number, most: number): number {
  return Math.max(MARGIN, Math.min(place, most - MARGIN));
}
