import { isAsked, isUnseen, newest, todays } from '../core/card.ts';
import { wib } from '../core/time.ts';
import type { Id, Me } from '../core/wire.ts';
import type { App } from './app.ts';
import { ofOwner } from './outbox.ts';

/** Whoever signed in and proved nothing is led to the question, as long as they look at home. */
export async function askAtSignIn(app: App, me: Me): Promise<void> {
  await app.today.refresh();
  const id = unproven(app, me);
  if (id && app.route.get().name === 'HOME') app.navigation.go(`/tanya/${id}`);
}

/** What is asked about, unless something can still be recorded at leisure: home has that first. */
export function unproven(
  { clock, outbox, today }: Pick<App, 'clock' | 'outbox' | 'today'>,
  me: Me,
): Id | null {
  const now = clock.server();
  const entries = ofOwner(outbox.entries.get(), me.pegawai_id);
  const cards = todays(today.get().today?.activities ?? [], wib(now).date, now);
  const first = cards.find((one) => isUnseen(one, newest(entries, one.id), now));
  return first && isAsked(first, now) ? first.id : null;
}
