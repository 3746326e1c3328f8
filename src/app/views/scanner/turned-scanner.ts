import type { Sight } from '../sights.ts';

/** At which view the scanner stands, and what has turned it there. */
export interface TurnedScanner extends Pick<Sight, 'playedViews' | 'rewound'> {
  /** Counted from 0. */
  readonly view: number;
  /** The view of a volume's scan that is looked at; `null` without one. */
  readonly lookedAt: number | null;
}

/** It stays where it was turned until something turns it elsewhere: playing, a look, or the pointer in the sinogram. */
export function turnedScanner(
  before: TurnedScanner | null,
  { planes, pointer, playedViews, rewound }: Pick<Sight, 'planes' | 'pointer' | 'playedViews' | 'rewound'>,
): TurnedScanner {
  const lookedAt = planes?.look.view ?? null;
  let view = before?.rewound === rewound ? before.view : (lookedAt ?? 0);
  if (playedViews !== null && playedViews !== before?.playedViews) view = Math.max(0, playedViews - 1);
  if (lookedAt !== null && lookedAt !== before?.lookedAt) view = lookedAt;
  if (pointer?.plane === 'sinogram') view = pointer.hover.row;
  return { view, playedViews, rewound, lookedAt };
}
