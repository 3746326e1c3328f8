import { beforeEach, describe, expect, test, vi } from 'vitest';
import { experimentKeptWith, isOwnEntry, PageAddress } from '../../../src/app/present/page-address.ts';
import { PresentExperiment } from '../../../src/app/present/present-experiment.ts';
import { type Experiment, resolveExperiment } from '../../../src/experiment/experiment.ts';
import { parseExperimentInput } from '../../../src/experiment/experiment-schema.ts';
import { loadSubject, type Subject } from '../../../src/experiment/subject.ts';
import { MadeUpBrowser, viewsIn } from './made-up-browser.ts';

describe('the address', () => {
  let browser: MadeUpBrowser;
  let present: PresentExperiment;
  let address: PageAddress;
  /** Whether the browser takes no more changes for now. */
  let isPaused: boolean;
  let subject: Subject;
  let experiment: Experiment;
  let due: () => void;

  function load(page: string): void {
    present = new PresentExperiment();
    isPaused = false;
    const pace = { changed: () => isPaused || address.write(), moving: () => undefined };
    address = new PageAddress(present, browser, pace, page);
    due = () => {
      isPaused = false;
      address.write();
    };
  }

  beforeEach(async () => {
    const input = parseExperimentInput({ version: 2 });
    subject = await loadSubject(input, async () => new Uint8Array());
    experiment = resolveExperiment(input, subject);
    browser = new MadeUpBrowser();
    load('first');
  });

  const withViews = (views: number, change: object = {}): Experiment => ({
    ...experiment,
    ...change,
    scan: { ...experiment.scan, views },
  });
  const led = (views: number) => {
    present.open(withViews(views), subject);
    address.ledHere();
  };
  const open = (views: number, change: object = {}) => {
    present.open(withViews(views, change), subject);
    address.opened();
  };
  const turn = (views: number, moving = false) => {
    present.open(withViews(views), subject, { gesture: 'views', moving });
    address.changed(moving);
  };
  /** What the page does when the browser arrives: back in the past where that can be, else what the address holds. */
  const go = (by: number): number | 'opened' => {
    browser.at += by;
    const moment = address.arrived(browser.state);
    if (typeof moment === 'number' && present.past.goTo(moment)) {
      address.changed();
      return present.experiment.scan.views;
    }
    led(viewsIn(browser.href) as number);
    return 'opened';
  };
  const undo = () => {
    present.past.undo();
    address.changed();
    return present.experiment.scan.views;
  };
  const redo = () => {
    present.past.redo();
    address.changed();
    return present.experiment.scan.views;
  };
  const arrive = () => {
    while (browser.arrive()) expect(address.arrived(browser.state)).toBe('as-asked');
    return browser.at;
  };

  test('is written over by every change, and a new entry for what is opened', () => {
    led(1);
    turn(2);
    turn(3);
    open(10);
    turn(11);
    open(20);
    expect(browser.views).toEqual([3, 11, 20]);
    expect(browser.entries.every(({ state }) => isOwnEntry(state))).toBe(true);
  });

  test('goes back and forward in the past', () => {
    led(1);
    turn(2);
    open(10);
    turn(11);
    open(20);
    expect(go(-1)).toBe(11);
    expect(undo()).toBe(10);
    expect(go(-1)).toBe(2);
    expect(present.past.canUndo).toBe(true);
    expect(go(2)).toBe(20);
    expect(present.past.canRedo).toBe(false);
    expect(go(-1)).toBe(10);
    expect(browser.views).toEqual([2, 10, 20]);
  });

  test('holds what a hand came to before something else was opened, however little the browser takes', () => {
    led(1);
    turn(2, true);
    turn(3, true);
    open(10);
    expect(browser.views).toEqual([3, 10]);
    isPaused = true;
    turn(11);
    open(20);
    turn(21);
    expect(browser.views).toEqual([3, 11]);
    due();
    expect(browser.views).toEqual([3, 11, 21]);
  });

  test('has no entry twice for what is opened in several goes', () => {
    led(1);
    for (const [views, moving] of [
      [10, true],
      [11, false],
    ] as const) {
      present.open(withViews(views), subject, { gesture: 'choice', moving });
      address.opened();
    }
    expect(browser.views).toEqual([1, 11]);
  });

  test('goes along when what was opened is undone and redone', () => {
    led(1);
    turn(2);
    open(10);
    turn(11);
    open(20);
    expect([undo(), arrive()]).toEqual([11, 1]);
    expect([undo(), arrive()]).toEqual([10, 1]);
    expect([undo(), arrive()]).toEqual([2, 0]);
    expect([undo(), arrive()]).toEqual([1, 0]);
    expect(browser.views).toEqual([1, 10, 20]);
    expect([redo(), redo(), arrive()]).toEqual([2, 10, 1]);
    // Forward leads on from there, and so does Back.
    expect(go(1)).toBe(20);
    expect([undo(), undo(), undo(), arrive()]).toEqual([11, 10, 2, 0]);
    expect(browser.views).toEqual([2, 10, 20]);
    open(30);
    expect([browser.views, go(-1), go(1)]).toEqual([[2, 30], 2, 30]);
  });

  test('writes nothing where it does not belong while the browser is on its way', () => {
    led(1);
    open(10);
    open(20);
    undo();
    open(30);
    turn(31);
    expect(browser.views).toEqual([1, 10, 20]);
    expect(arrive()).toBe(2);
    expect(browser.views).toEqual([1, 10, 31]);
    expect([undo(), undo(), arrive(), go(-1)]).toEqual([30, 10, 1, 1]);
  });

  test('does without entries that the browser has forgotten', async () => {
    vi.useFakeTimers();
    led(1);
    open(10);
    undo();
    browser.onTheWay = 0;
    vi.runAllTimers();
    expect(browser.views).toEqual([1, 1]);
    open(20);
    expect(browser.views).toEqual([1, 1, 20]);
    expect([undo(), arrive()]).toEqual([1, 1]);
    vi.useRealTimers();
  });

  test('opens what it holds where the past does not know it any more', () => {
    led(1);
    open(10);
    open(20);
    expect(go(-1)).toBe(10);
    turn(12);
    expect(go(1)).toBe('opened');
    expect([present.experiment.scan.views, undo(), arrive(), browser.views]).toEqual([20, 12, 1, [1, 12, 20]]);
  });

  test('opens what it holds after a reload, whatever numbers the past has come to by then', () => {
    led(1);
    open(10);
    open(20);
    load('second');
    led(20);
    turn(21);
    turn(22);
    expect(go(-1)).toBe('opened');
    expect(present.experiment.scan.views).toBe(10);
    open(30);
    expect(browser.views).toEqual([1, 10, 30]);
    expect(go(-1)).toBe(10);
    // How far it is to what was there before the reload is not known.
    expect([undo(), browser.onTheWay, browser.views]).toEqual([22, 0, [1, 22, 30]]);
  });

  test('keeps an experiment whose files it cannot hold, and holds nothing of one that is too long', () => {
    led(1);
    open(10, { phantom: { image: 'slice.dcm', values: 'hounsfield' } });
    expect(browser.href).toBe('https://ct.example/page');
    expect(experimentKeptWith(browser.state)).toMatchObject({
      json: { phantom: { image: 'slice.dcm' }, scan: { views: 10 } },
    });
    expect(() => address.link).toThrow(/A link cannot contain opened files/);
    open(20, { phantom: { name: 'x'.repeat(60_000) } });
    expect([browser.href, experimentKeptWith(browser.state)]).toEqual(['https://ct.example/page', null]);
    open(30);
    expect(address.link.href).toBe(browser.href);
    expect(go(-2)).toBe(10);
  });

  test('is given back to a link that waits for its files', () => {
    const waiting = browser.entries[0]!;
    led(1);
    address.restore(waiting.href, waiting.state);
    expect(browser.entries).toEqual([waiting]);
    open(10);
    expect(browser.entries).toEqual([waiting, { state: expect.anything(), href: address.link.href }]);
  });
});
