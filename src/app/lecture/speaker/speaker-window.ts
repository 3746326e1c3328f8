import './speaker.css';
import { button, make } from '../../elements/element.ts';
import { setText } from '../../elements/set-text.ts';
import { lessonBlocks } from '../../workplaces/learn/reader/lesson-text.ts';
import { lectureWish } from '../lecture-keys.ts';
import {
  SpeakerEnd,
  type SpeakerOption,
  type SpeakerState,
  type SpeakerWish,
  sessionOfHash,
} from './speaker-channel.ts';
import { SpeakerClock } from './speaker-clock.ts';

const NO_HAND = { term: () => undefined, lesson: () => undefined };

/** The speaker's window: notes of the slide that the room sees, what comes next, and the time. */
export function openSpeakerWindow(hash: string): void {
  document.title = 'Speaker – CT sandbox';
  const title = make('h1', { class: 'speaker-title' }, 'Waiting for the lecture');
  const place = make('p', { class: 'speaker-place' });
  const asked = make('section', { class: 'speaker-asked', 'aria-label': 'What is asked' });
  const notes = make('section', { class: 'speaker-notes', 'aria-label': 'Notes' });
  const next = make('p', { class: 'speaker-next' });
  const told = make('p', { class: 'speaker-told', role: 'status' });
  const end = new SpeakerEnd(
    sessionOfHash(hash),
    (state) => {
      setText(title, state.title);
      setText(place, state.place);
      asked.replaceChildren(...askedElements(state));
      asked.hidden = state.question === null;
      notes.replaceChildren(...notesElements(state));
      setText(next, nextText(state));
      clock.shown(state);
      black.setAttribute('aria-pressed', String(state.isBlack));
      setText(
        told,
        state.isOn ? (state.isBlack ? 'The room sees black.' : '') : 'The lecture is not on: T goes on with it.',
      );
    },
    () => setText(told, 'The lecture’s window has been closed, or is loading.'),
  );
  const wish = (text: string, what: SpeakerWish) => button(text, () => end.wish(what), { class: 'speaker-wish' });
  const black = wish('Black', 'black');
  const clock = new SpeakerClock();
  document.body.replaceChildren(
    make(
      'main',
      { class: 'speaker' },
      make('header', { class: 'speaker-head' }, place, ...clock.elements),
      title,
      told,
      asked,
      notes,
      next,
      make('footer', { class: 'speaker-foot' }, wish('Back', 'back'), wish('Next', 'next'), black),
    ),
  );
  window.addEventListener('keydown', (event) => {
    const isPressing = (event.target as HTMLElement).matches?.('button') && /^( |Enter)$/.test(event.key);
    const isBrowsers = /^F\d+$/.test(event.key) && event.key !== 'F5';
    // Whichever window has them, keys are the lecture's.
    if (isPressing || isBrowsers || lectureWish(event, 'elsewhere') === 'kept') return;
    event.preventDefault();
    end.press(event);
  });
}

function nextText({ next, isAnswerNext }: SpeakerState): string {
  const title = next === null ? 'Nothing follows.' : `Next: ${next}`;
  return isAnswerNext ? `Next: the answer. Then: ${next ?? 'nothing'}` : title;
}

function askedElements({ question, options, answer }: SpeakerState): readonly HTMLElement[] {
  const list = make('ol', { class: 'speaker-options', type: 'A' }, ...options.map(optionElement));
  return [
    make('p', { class: 'speaker-question' }, question ?? ''),
    ...(options.length > 0 ? [list] : []),
    ...(answer === null ? [] : [make('p', { class: 'speaker-answer' }, answer)]),
  ];
}

function optionElement({ text, why, isRight }: SpeakerOption): HTMLElement {
  const sign = isRight === null ? '' : isRight ? '✓ ' : '✗ ';
  return make(
    'li',
    { class: isRight ? 'speaker-right' : '' },
    `${sign}${text}`,
    make('p', { class: 'speaker-why' }, why),
  );
}

function notesElements({ notes, ownNotes, values }: SpeakerState): readonly HTMLElement[] {
  const elements = lessonBlocks(notes, NO_HAND);
  for (const element of elements) {
    for (const output of element.querySelectorAll<HTMLElement>('[data-value]')) {
      output.textContent = values[output.dataset.value!] ?? '…';
    }
  }
  const own = ownNotes === '' ? [] : ownNotes.split(/\n+/).map((line) => make('p', { class: 'speaker-own' }, line));
  const all = [...own, ...elements];
  return all.length > 0 ? all : [make('p', { class: 'speaker-quiet' }, 'No notes for this slide.')];
}
