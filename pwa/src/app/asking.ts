import { isAsked, todays } from '../core/card.ts';
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

/** The first activity of today's cards that is asked about. */
export function unproven(
  { clock, outbox, today }: Pick<App, 'clock' | 'outbox' | 'today'>,
  me: Me,
): Id | null {
  const now = clock.server();
  const entries = ofOwner(outbox.entries.get(), me.pegawai_id);
  const cards = todays(today.get().today?.activities ?? [], wib(now).date, now);
  const entryOf = (id: Id) => entries.filter((one) => one.activity.id === id).at(-1) ?? null;
  return cards.find((one) => isAsked(one, entryOf(one.id), now))?.id ?? null;
}
