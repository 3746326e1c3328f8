import type { AddressBar } from '../../../src/app/present/page-address.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { jsonFromHash } from '../../../src/experiment/link.ts';

/** A browser's history, from which it can go back and forward. */
export class MadeUpBrowser implements AddressBar {
  readonly entries: { state: unknown; href: string }[] = [{ state: null, href: 'https://ct.example/page' }];
  at = 0;

  get href() {
    return this.entries[this.at]!.href;
  }

  get state() {
    return this.entries[this.at]!.state;
  }

  replace(state: unknown, href: string): void {
    this.entries[this.at] = { state: structuredClone(state), href };
  }

  push(state: unknown, href: string): void {
    this.entries.splice(++this.at, Infinity, { state: structuredClone(state), href });
  }

  /** Is on its way until `arrive`. */
  go(by: number): void {
    this.onTheWay += by;
  }

  onTheWay = 0;

  /** @returns whether there was a way to go */
  arrive(): boolean {
    const by = this.onTheWay;
    this.onTheWay = 0;
    this.at += by;
    return by !== 0;
  }

  get views(): (number | string)[] {
    return this.entries.map(({ href }) => viewsIn(href));
  }
}

export function viewsIn(href: string): number | string {
  const json = jsonFromHash(new URL(href).hash) as Experiment | null;
  return json ? json.scan.views : 'bare';
}
