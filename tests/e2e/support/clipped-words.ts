import type { Page } from 'playwright-core';

/**
 * Words on the page that are not seen whole: wider or higher than what holds them, which shows nothing beyond its edge or
 * ends in dots. What may be scrolled, and what is there only for those who are read to, does not count.
 */
export function clippedWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const clips = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
    const widthOf = (text: string, font: string) => {
      const context = document.createElement('canvas').getContext('2d')!;
      context.font = font;
      return context.measureText(text).width;
    };
    /** How far an element in a line reaches beyond whatever around it clips. */
    const beyondThoseAround = (element: Element) => {
      const box = element.getBoundingClientRect();
      let most = 0;
      for (let around = element.parentElement; around; around = around.parentElement) {
        if (!clips(getComputedStyle(around).overflowX)) continue;
        const edge = around.getBoundingClientRect();
        most = Math.max(most, box.right - edge.right, edge.left - box.left);
      }
      return most;
    };
    const excess = (element: HTMLElement, style: CSSStyleDeclaration): number => {
      if (element instanceof HTMLSelectElement) {
        const text = widthOf(element.selectedOptions[0]?.textContent ?? '', style.font);
        return (
          text + Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.paddingRight) - element.clientWidth
        );
      }
      if (style.display === 'inline') return beyondThoseAround(element);
      // A field rounds both widths.
      const isField = element instanceof HTMLInputElement;
      const spare = isField ? 1 : 0;
      const across = isField || clips(style.overflowX) ? element.scrollWidth - element.clientWidth - spare : 0;
      // Letters reach out of their line by a pixel.
      const down = clips(style.overflowY) ? element.scrollHeight - element.clientHeight - 1 : 0;
      return Math.max(across, down);
    };
    const hasWords = (element: HTMLElement) =>
      element instanceof HTMLSelectElement ||
      (element instanceof HTMLInputElement && element.type !== 'range' && element.type !== 'checkbox') ||
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent!.trim() !== '') ||
      /\w/.test(getComputedStyle(element, '::after').content.replace(/^none$|^normal$/, ''));
    const isForReadersAlone = (element: HTMLElement) => {
      for (let around: HTMLElement | null = element; around; around = around.parentElement) {
        if (getComputedStyle(around).clipPath !== 'none' || around.clientWidth === 1) return true;
      }
      return false;
    };
    return [...document.querySelectorAll<HTMLElement>('body *')]
      .filter((element) => element.checkVisibility() && hasWords(element) && !element.closest('.skip-links, svg'))
      .flatMap((element) => {
        const pixels = excess(element, getComputedStyle(element));
        // Whoever is around is asked of the few alone whose words are not whole.
        if (pixels <= 0.5 || isForReadersAlone(element)) return [];
        const value = element instanceof HTMLInputElement ? element.value : '';
        const words = element.textContent!.trim() || value || getComputedStyle(element, '::after').content;
        return [`${words.slice(0, 60)}: ${Math.ceil(pixels)} px`];
      });
  });
}
