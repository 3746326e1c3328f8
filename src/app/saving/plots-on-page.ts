import { SaveOffer } from './save-offer.ts';
import type { Saveable } from './saveable.ts';

/** The plots that are to be seen now, from the top. */
export function plotsOnPage(): readonly Saveable[] {
  const offer = new SaveOffer();
  for (const plot of document.querySelectorAll('.plot-figure')) plot.dispatchEvent(offer);
  return offer.offers;
}
