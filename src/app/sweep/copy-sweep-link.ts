import { parseSweep } from '../../experiment/sweep/sweep.ts';
import { sweepHash } from '../../experiment/sweep/sweep-in-link.ts';
import type { PlotWish } from '../../experiment/sweep/sweep-plots.ts';
import { SWEEP_LIMITS } from '../../experiment/sweep/sweep-schema.ts';
import { make } from '../elements/element.ts';
import { sentenceFor } from '../shell/notices.ts';

/**
 * Copies the link to a sweep, and tells of it. Browsers let a page copy only in the moment in which a hand asks for it.
 *
 * @param json as its file says it
 * @param name said before what is wrong with it
 */
export async function copySweepLink(json: unknown, name: string, status: HTMLElement): Promise<void> {
  let href: string;
  let opens: string;
  try {
    const { length } = parseSweep(json, name).runs;
    href = addressOf(json);
    opens = `Opening it sets up this sweep (${length === 1 ? '1 run' : `${length} runs`}), to be started with Run.`;
  } catch (error) {
    status.textContent = sentenceFor(error);
    return;
  }
  try {
    await navigator.clipboard.writeText(href);
    status.textContent = `Link copied. ${opens}`;
  } catch {
    status.replaceChildren(
      'This browser does not let the page copy; here is ',
      make('a', { href }, 'the link'),
      `. ${opens}`,
    );
  }
}

/** The link to a sweep; `null` where no address can hold it. */
export function sweepLink(json: unknown): string | null {
  try {
    return addressOf(json);
  } catch {
    return null;
  }
}

function addressOf(json: unknown): string {
  return `${location.href.split('#')[0]}${sweepHash(json)}`;
}

/** A sweep whose first plot is that of a measure, as it asks for it or over the first knob. */
export function withPlotFirst(json: unknown, y: string): unknown {
  const { plots = [] } = json as { readonly plots?: readonly PlotWish[] };
  const wish = plots.find((plot) => plot.y === y) ?? { y };
  return { ...(json as object), plots: [wish, ...plots.filter((plot) => plot !== wish)].slice(0, SWEEP_LIMITS.plots) };
}
