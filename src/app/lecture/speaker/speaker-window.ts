import './speaker.css';
import { button, make } from '../../elements/element.ts';
import { setText } from '../../elements/set-text.ts';
import { lessonBlocks } from '../../workplaces/learn/reader/lesson-text.ts';
import {
  SpeakerEnd,
  type SpeakerOption,
  type SpeakerState,
  type SpeakerWish,
  sessionOfHash,
} from './speaker-channel.ts';
import { clockText, elapsedText } from './speaker-clock.ts';

const BEGAN_KEY = 'ct-sandbox-speaker-began';
const NO_HAND = { term: () => undefined, lesson: () => undefined };
/** What keys of a remote control ask for, should this window have them. */
const KEYS: Readonly<Record<string, SpeakerWish>> = {
  PageDown: 'next',
  ArrowRight: 'next',
  ' ': 'next',
  PageUp: 'back',
  ArrowLeft: 'back',
  Backspace: 'back',
  b: 'black',
  '.': 'black',
};

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
      setText(next, state.next === null ? 'Nothing follows.' : `Next: ${state.next}`);
      black.setAttribute('aria-pressed', String(state.isBlack));
      setText(
        told,
        state.isOn ? (state.isBlack ? 'The room sees black.' : '') : 'The lecture is not on: press T there.',
      );
    },
    () => setText(told, 'The lecture’s window has been closed, or is loading.'),
  );
  const wish = (text: string, what: SpeakerWish) => button(text, () => end.wish(what), { class: 'speaker-wish' });
  const black = wish('Black', 'black');
  document.body.replaceChildren(
    make(
      'main',
      { class: 'speaker' },
      make('header', { class: 'speaker-head' }, place, ...clockElements()),
      title,
      told,
      asked,
      notes,
      next,
      make('footer', { class: 'speaker-foot' }, wish('Back', 'back'), wish('Next', 'next'), black),
    ),
  );
  window.addEventListener('keydown', (event) => {
    const asks = KEYS[event.key];
    const isPressing = (event.target as HTMLElement).matches?.('button') && event.key === ' ';
    if (!asks || isPressing || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    end.wish(asks);
  });
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

/** The time of day, and how long the lecture has gone on, which a reload does not end. */
function clockElements(): readonly HTMLElement[] {
  const clock = make('time', { class: 'speaker-clock', 'aria-label': 'Time' });
  const elapsed = make('output', { class: 'speaker-elapsed', 'aria-label': 'Since the start', 'aria-live': 'off' });
  let began = Number(readBegan()) || null;
  const show = () => {
    setText(clock, clockText(new Date()));
    setText(elapsed, elapsedText(began === null ? 0 : Date.now() - began));
  };
  const start = button(began === null ? 'Start' : 'Reset', () => {
    began = began === null ? Date.now() : null;
    writeBegan(began);
    start.textContent = began === null ? 'Start' : 'Reset';
    show();
  });
  show();
  setInterval(show, 500);
  return [clock, elapsed, start];
}

function readBegan(): string | null {
  try {
    return sessionStorage.getItem(BEGAN_KEY);
  } catch {
    return null;
  }
}

function writeBegan(began: number | null): void {
  try {
    if (began === null) sessionStorage.removeItem(BEGAN_KEY);
    else sessionStorage.setItem(BEGAN_KEY, String(began));
  } catch {
    // After a reload it begins anew.
  }
}
