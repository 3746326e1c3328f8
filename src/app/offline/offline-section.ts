import { button, make } from '../elements/element.ts';
import { installOffer } from './install-offer.ts';
import { NEWER } from './offer-newer.ts';
import { type CopyState, offlineCopy } from './offline-copy.ts';

const STATE: Readonly<Record<CopyState, string>> = {
  none: 'This browser has no copy of the page, so the page needs the network.',
  'being-made': 'The page is being saved in this browser, so that it will work without a network.',
  whole: 'The whole page is saved in this browser and works without a network.',
  newer: NEWER,
};

/** Whether the page works without a network, and what can be done about it. @param dialog ends following when it closes */
export function offlineSection(dialog: HTMLDialogElement): HTMLElement {
  const sentence = make('p', { role: 'status' });
  const section = make('section', { class: 'offline' }, make('h3', {}, 'Without a network'), sentence);
  const take = button('Take it', () => offlineCopy.take());
  const show = () => {
    const { state } = offlineCopy;
    sentence.textContent = STATE[state];
    if (state === 'newer') section.append(take);
  };
  show();
  dialog.addEventListener('close', offlineCopy.onChanged(show));
  const install = installOffer();
  if (install) {
    const installing = button('Install as an app…', () => {
      installing.remove();
      void install();
    });
    section.append(installing);
  }
  return section;
}
