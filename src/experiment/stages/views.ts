import type { DeviceArray } from '../../compute/device.ts';
import { planPreparation, prepareViews } from '../../reconstruction/prepare-views.ts';
import { filterAndRefine } from '../../reconstruction/refine-views.ts';
import { plan, stage, wayOf } from './given.ts';
import { linesIn, linesNeeds, linesScan, rebinned, viewsScan } from './lines.ts';

const preparation = plan({
  name: 'preparation',
  reads: ({ experiment: { reconstruction } }) => ({ filter: reconstruction.filter, cutoff: reconstruction.cutoff }),
  needs: () => ({ linesScan }),
  make: ({ filter, cutoff }, { linesScan }) => planPreparation(linesScan, filter, cutoff),
});

/** The lines as they are back-projected where they are filtered or made denser. */
const prepared = stage({
  name: 'views',
  phase: 'filter',
  givesWay: true,
  reads: (given) => {
    const { isCorrected, rebins, filters, refines } = wayOf(given);
    return { isCorrected, rebins, filters, refines };
  },
  needs: ({ filters, ...way }) => ({ viewsScan, preparation: filters ? preparation : null, ...linesNeeds(way) }),
  async *run({ operators, room }, { refines }, { viewsScan, preparation, ...given }) {
    const lines = linesIn(given);
    const out = await room(lines.rows, viewsScan.channels);
    const filterInto = preparation && ((into: DeviceArray) => prepareViews(operators, preparation, lines, into));
    const steps = refines ? filterAndRefine(operators, filterInto, lines, out) : filterInto?.(out);
    if (steps) for await (const { views } of steps) yield { done: views / lines.rows };
    return out;
  },
});

interface Way {
  readonly isCorrected: boolean;
  readonly rebins: boolean;
  readonly filters: boolean;
  readonly refines: boolean;
}

/** What a part needs that reads the views which are back-projected. */
export function viewsNeeds({ filters, refines, ...way }: Way) {
  return filters || refines
    ? { prepared, rebinned: null, completed: null, reading: null, corrected: null }
    : { prepared: null, ...linesNeeds(way) };
}

export function viewsIn({
  prepared,
  ...lines
}: { readonly prepared: DeviceArray | null } & Parameters<typeof linesIn>[0]): DeviceArray {
  return prepared ?? linesIn(lines);
}

/** The last stage on the way to what is back-projected; `null` where that is the sinogram itself, or completed. */
export function linesStage({ rebins, filters, refines }: Omit<Way, 'isCorrected'>) {
  if (filters || refines) return prepared;
  return rebins ? rebinned : null;
}
