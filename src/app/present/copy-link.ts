import { InputError } from '../../errors.ts';
import type { Notices } from '../shell/notices.ts';
import type { PageAddress } from './page-address.ts';

/** Copies the link to what is on the page. Browsers take it only in the very moment in which a hand asks for it. @param short behind `#`, where less says the same */
export async function copyLink(address: PageAddress, notices: Notices, short: string | null = null): Promise<void> {
  try {
    const { href: long, lacks } = address.link;
    const href = short === null ? long : `${long.split('#')[0]}#${short}`;
    address.write();
    await navigator.clipboard.writeText(href);
    const but = lacks.length === 0 ? '' : `, but not ${lacks.join('; nor ')}`;
    notices.done(`Link copied. Opening it restores this experiment${but}.`);
  } catch (error) {
    if (error instanceof InputError) notices.failure(error);
    else notices.done('This browser does not let the page copy; the link is in the address bar.');
  }
}
