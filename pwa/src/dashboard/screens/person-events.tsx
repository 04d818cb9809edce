import { useLoaded } from '../../app/load.ts';
import type { PersonEvent } from '../../core/wire.ts';
import { FaultMessage } from '../../elements/message.tsx';
import { Skeleton } from '../../elements/skeleton.tsx';
import { useDesk } from '../app/desk.ts';
import { DASHBOARD, t } from '../i18n.ts';
import { moment } from '../words.ts';

/** What was done to a person and by whom, the newest first; never when they signed in. */
export const PersonEvents = ({ path }: { path: string }) => {
  const { net } = useDesk();
  const { value, fault, reload } = useLoaded(path, () =>
    net.call<{ events: PersonEvent[] }>('GET', `${path}/events`),
  );
  return (
    <section class="kartu tumpuk" aria-labelledby="jejak-orang">
      <h2 id="jejak-orang" class="judul-besar">
        {t('person.events')}
      </h2>
      {fault && <FaultMessage fault={fault} kept={value !== null} onRetry={reload} />}
      {!value && !fault && <Skeleton />}
      {value?.events.length === 0 && <p class="redup">{t('person.events.none')}</p>}
      {value && value.events.length > 0 && <Events events={value.events} />}
    </section>
  );
};

export const Events = ({ events }: { events: readonly PersonEvent[] }) => (
  <ol class="daftar">
    {events.map(({ id, at, action, by }) => (
      <li key={id}>
        <div class="baris baris--rapat">
          <span class="baris-teks">
            <b>{eventText(action)}</b>
            <small>
              {moment(at)} · {by ?? t('person.events.system')}
            </small>
          </span>
        </div>
      </li>
    ))}
  </ol>
);

const isKnown = (key: string): key is keyof typeof DASHBOARD => key in DASHBOARD;

/** An action in words; a new one of the server's is at least named. */
export const eventText = (action: string): string => {
  const key = `person.event.${action}`;
  return isKnown(key) ? t(key) : t('person.event.other', { nama: action });
};
