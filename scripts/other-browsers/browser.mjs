// A browser with the page in it: what a person does and sees, on top of WebDriver's commands.

import { decode } from 'fast-png';

/**
 * @typedef {object} Transport WebDriver's commands, by whatever way
 * @property {(url: string) => Promise<unknown>} navigate
 * @property {(script: string, args: unknown[]) => Promise<any>} execute an asynchronous script, whose last argument is told the result
 * @property {(actions: object[]) => Promise<unknown>} performActions
 * @property {() => Promise<unknown>} releaseActions
 * @property {() => Promise<string>} screenshot PNG as base64
 * @property {(width: number, height: number) => Promise<unknown>} setWindow
 * @property {() => Promise<unknown>} close
 */

/** @typedef {{ x: number, y: number, width: number, height: number }} Box */

const PATIENCE_MS = 90_000;

/** Keys that are no characters (W3C WebDriver, 17.4.2). */
export const KEYS = {
  Escape: '\uE00C',
  Tab: '\uE004',
  Enter: '\uE007',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  F1: '\uE031',
};

export class Browser {
  /** @type {Transport} */ #transport;
  /** @type {string} */ #origin;

  /**
   * @param {string} name
   * @param {Transport} transport
   * @param {string} origin where the page is served
   */
  constructor(name, transport, origin) {
    this.name = name;
    this.#transport = transport;
    this.#origin = origin;
  }

  /** Opens the page anew and waits until it is at rest. @param {object | null} experiment */
  async open(experiment) {
    // Another fragment alone would not load the page again.
    await this.#transport.navigate('about:blank');
    const hash = experiment ? `#experiment=${Buffer.from(JSON.stringify(experiment)).toString('base64url')}` : '';
    await this.#transport.navigate(`${this.#origin}/${hash}`);
    await this.atRest();
  }

  /** Opens an address as it is. @param {string} address */
  async openAddress(address) {
    await this.#transport.navigate('about:blank');
    await this.#transport.navigate(address);
    await this.atRest();
  }

  /**
   * Runs a function's body in the page; `args` are its arguments.
   *
   * @param {string} body @param {...unknown} args @returns {Promise<any>}
   */
  async run(body, ...args) {
    const script = `const done = arguments[arguments.length - 1];
      (async (...args) => { ${body} })(...[].slice.call(arguments, 0, -1))
        .then((value) => done({ value: value === undefined ? null : value }), (error) => done({ error: String(error) }));`;
    const { value, error } = await this.#transport.execute(script, args);
    if (error) throw new Error(error);
    return value;
  }

  /**
   * Waits until an expression in the page is true, and resolves with its value.
   *
   * @param {string} expression @param {string} [what] @returns {Promise<any>}
   */
  async until(expression, what = expression) {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const value = await this.run(`return (${expression})`);
      if (value) return value;
      if (Date.now() > end) throw new Error(`in vain waited for: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Waits until pictures and numbers are those of the experiment. */
  async atRest() {
    await this.until(`document.querySelector('#stage')?.getAttribute('aria-busy') === 'false'`, 'the page at rest');
    // A frame more, so that it is on screen. Hidden windows have no frames.
    await this.run('await new Promise((resolve) => setTimeout(resolve, 60))');
  }

  /** Does something and waits until everything that it set off is on screen. @param {() => Promise<unknown>} action */
  async after(action) {
    await this.run(`document.querySelector('#stage').setAttribute('aria-busy', 'true')`);
    await action();
    await this.atRest();
  }

  /** @param {string} selector @returns {Promise<string>} */
  text(selector) {
    return this.run('return document.querySelector(args[0])?.textContent ?? ""', selector);
  }

  /** @param {string} selector @returns {Promise<Box>} */
  async box(selector) {
    const box = await this.run(
      `const element = document.querySelector(args[0]);
       if (!element) return null;
       element.scrollIntoView({ block: 'nearest' });
       const { x, y, width, height } = element.getBoundingClientRect();
       return { x, y, width, height };`,
      selector,
    );
    if (!box || box.width === 0) throw new Error(`nothing is seen of ${selector}`);
    return box;
  }

  /** The numbers panel as an object. @returns {Promise<Record<string, string>>} */
  numbers() {
    return this.run(
      `return Object.fromEntries(Array.from(document.querySelectorAll('#numbers :is(dt, tbody th)'),
         (term) => [term.textContent, term.nextElementSibling?.textContent ?? '']))`,
    );
  }

  /** What a pane says that it shows. @param {string} pane @returns {Promise<string>} */
  label(pane) {
    return this.run('return document.querySelector(args[0]).getAttribute("aria-label")', `#${pane} .pane-picture`);
  }

  /** Waits for an element that a person would find by its words, and marks it, so that it has a selector. @param {string} words @param {string} [within] */
  async named(words, within = 'body') {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const selector = await this.#named(words, within);
      if (selector) return selector;
      if (Date.now() > end) throw new Error(`there is no “${words}”`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** @param {string} words @param {string} within @returns {Promise<string | null>} */
  #named(words, within) {
    return this.run(
      `const wanted = args[0];
       const all = Array.from(document.querySelectorAll(args[1] + ' :is(button, summary, select, input, label)'));
       const wordsOf = (element) => {
         const said = element.cloneNode(true);
         for (const unsaid of said.querySelectorAll('[aria-hidden="true"]')) unsaid.remove();
         return said.textContent.trim();
       };
       const nameOf = (element) => element.getAttribute('aria-label') ?? wordsOf(element);
       const found = all.find((element) => element.getClientRects().length > 0 && nameOf(element) === wanted);
       if (!found) return null;
       window.otherBrowsers.marks = (window.otherBrowsers.marks ?? 0) + 1;
       found.dataset.mark = String(window.otherBrowsers.marks);
       return '[data-mark="' + found.dataset.mark + '"]';`,
      words,
      within,
    );
  }

  /** Moves, presses and lets go of the mouse or a finger. @param {object[]} actions @param {string} [pointerType] */
  async point(actions, pointerType = 'mouse') {
    const id = `the ${pointerType}`;
    await this.#transport.performActions([{ type: 'pointer', id, parameters: { pointerType }, actions }]);
  }

  /** @param {string} selector */
  async click(selector) {
    const { x, y, width, height } = await this.box(selector);
    await this.point([
      { type: 'pointerMove', duration: 0, x: Math.round(x + width / 2), y: Math.round(y + height / 2) },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ]);
  }

  /** @param {string} words @param {string} [within] */
  async press(words, within) {
    await this.click(await this.named(words, within));
  }

  /**
   * Drags from one place to another in steps.
   *
   * @param {readonly [number, number]} from @param {readonly [number, number]} to
   * @param {{ pointerType?: string, button?: number }} [options]
   */
  async drag([x0, y0], [x1, y1], { pointerType = 'mouse', button = 0 } = {}) {
    const steps = 8;
    const moves = Array.from({ length: steps }, (_, i) => ({
      type: 'pointerMove',
      duration: 30,
      x: Math.round(x0 + ((x1 - x0) * (i + 1)) / steps),
      y: Math.round(y0 + ((y1 - y0) * (i + 1)) / steps),
    }));
    await this.point(
      [
        { type: 'pointerMove', duration: 0, x: Math.round(x0), y: Math.round(y0) },
        { type: 'pointerDown', button },
        ...moves,
        { type: 'pointerUp', button },
      ],
      pointerType,
    );
  }

  /** Turns the wheel over a place. @param {readonly [number, number]} at @param {number} deltaY */
  async wheel([x, y], deltaY) {
    await this.#transport.performActions([
      {
        type: 'wheel',
        id: 'the wheel',
        actions: [{ type: 'scroll', duration: 0, x: Math.round(x), y: Math.round(y), deltaX: 0, deltaY }],
      },
    ]);
  }

  /** Types characters or keys, one after the other. @param {...string} keys */
  async keys(...keys) {
    const actions = keys.flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    await this.#transport.performActions([{ type: 'key', id: 'the keyboard', actions }]);
  }

  /** Writes a number into a control and leaves it. @param {string} label @param {string} text */
  async type(label, text) {
    const selector = `input[type="number"][aria-label="${label}"]`;
    const isLabelled = await this.run('return document.querySelector(args[0]) !== null', selector);
    const field = isLabelled ? selector : await this.numberField(label);
    await this.click(field);
    await this.run('document.querySelector(args[0]).select()', field);
    await this.keys(...text, KEYS.Tab);
  }

  /** The number field of a control by the name that stands before it. @param {string} label @param {string} [type] @returns {Promise<string>} */
  async numberField(label, type = 'number') {
    const id = await this.run(
      `const controller = Array.from(document.querySelectorAll('.lil-controller'))
         .find((candidate) => candidate.querySelector('.lil-name')?.textContent === args[0]);
       const input = controller?.querySelector('input[type="' + args[1] + '"]');
       if (!input) return null;
       input.dataset.field = args[0] + ' ' + args[1];
       return input.dataset.field;`,
      label,
      type,
    );
    if (!id) throw new Error(`there is no control ${label}`);
    return `[data-field="${id}"]`;
  }

  /** Drops files on the page. @param {Readonly<Record<string, Uint8Array>>} files by name */
  async drop(files) {
    const coded = Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')]);
    await this.run(
      `const transfer = new DataTransfer();
       for (const [name, text] of args[0]) {
         transfer.items.add(new File([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))], name));
       }
       for (const type of ['dragover', 'drop']) {
         document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: transfer }));
       }`,
      coded,
    );
  }

  /** The last thing that the page gave out for saving, by the ending of its name. @param {string} ending */
  async saved(ending) {
    await this.until(
      `window.otherBrowsers.saved.some(({ name }) => name.endsWith(${JSON.stringify(ending)}))`,
      `a saved ${ending}`,
    );
    const { name, text } = await this.run(
      `const { name, blob } = window.otherBrowsers.saved.findLast(({ name }) => name.endsWith(args[0]));
       const bytes = new Uint8Array(await blob.arrayBuffer());
       let text = '';
       for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
       return { name, text: btoa(text) };`,
      ending,
    );
    return { name, bytes: Buffer.from(text, 'base64') };
  }

  /** A picture of the window. @returns {Promise<Buffer>} PNG */
  async screenshot() {
    return Buffer.from(await this.#transport.screenshot(), 'base64');
  }

  /**
   * The grey of a pane's picture about a place, as parts of its width from its middle, y up, 0 to 255.
   *
   * @param {string} pane @param {readonly (readonly [number, number])[]} places
   */
  async greys(pane, places) {
    const { x, y, width, height } = await this.box(`#${pane} .pane-picture`);
    const { data, width: pixels, channels } = decode(await this.screenshot());
    const scale = pixels / (await this.run('return innerWidth'));
    return places.map(([across, up]) => {
      const column = Math.round(scale * (x + width * (0.5 + across)));
      const row = Math.round(scale * (y + height * (0.5 - up)));
      return /** @type {number} */ (data[(row * pixels + column) * channels]);
    });
  }

  /** What went wrong since the page was opened, and what it asked for at other places. @returns {Promise<string[]>} */
  complaints() {
    return this.run(
      `const elsewhere = performance.getEntriesByType('resource').map(({ name }) => name)
         .filter((name) => !name.startsWith(location.origin) && !/^(data|blob):/.test(name));
       return [...window.otherBrowsers.complaints, ...elsewhere.map((name) => 'a request for ' + name)];`,
    );
  }

  /** @param {number} width @param {number} height */
  async setWindow(width, height) {
    await this.#transport.setWindow(width, height);
  }

  async close() {
    await this.#transport.close();
  }
}
