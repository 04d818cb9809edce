import { useEffect, useState } from 'preact/hooks';
import { useApp } from '../app/app.ts';
import { useStore } from '../app/store.ts';
import { monthOfToday, seesTodayAlone, shiftMonth } from '../core/calendar.ts';
import { t } from '../core/i18n/later.ts';
import { currentLanguage } from '../core/i18n/translate.ts';
import { monthName, wib } from '../core/time.ts';
import type { Me } from '../core/wire.ts';
import { IconButton } from '../elements/button.tsx';
import { LEFT, RIGHT } from '../elements/icons.ts';
import { FaultMessage, Message } from '../elements/message.tsx';
import { DayCard } from './day-card.tsx';
import { Agenda, Calendar, Summary } from './month-calendar.tsx';
import { TabPage, useHeading } from './page.tsx';

/** The own month as a calendar, and the activities of one day. */
export const History = ({ me }: { me: Me }) => {
  const app = useApp();
  const today = wib(app.clock.server()).date;
  const thisMonth = today.slice(0, 7).replace('-', '');
  const [month, setMonth] = useState(thisMonth);
  const [chosen, setChosen] = useState<string | null>(null);
  const { months, fault } = useStore(app.months);
  const { today: now } = useStore(app.today);
  const unbound = seesTodayAlone(me);
  useEffect(() => {
    if (!unbound) void app.months.load(month);
  }, [app, month, unbound]);
  const known = (unbound ? now && monthOfToday(now, today) : months[month]) ?? null;
  const active = known?.days.filter(({ activities }) => activities.length > 0) ?? [];
  const day =
    active.find(({ date }) => date === chosen) ?? active.filter(({ date }) => date <= today).at(-1);
  const name = (of: string): string => monthName(Number(of.slice(4)), currentLanguage());
  const heading = useHeading(t('nav.history'));
  const go = (by: number): void => {
    setChosen(null);
    setMonth(shiftMonth(month, by));
  };
  return (
    <TabPage path="/riwayat" me={me}>
      {unbound && <Message tone="warning">{t('his.unbound')}</Message>}
      <section class="kartu bulan" aria-labelledby="bl">
        <div class="bulan-nav">
          <IconButton
            icon={LEFT}
            label={t('his.month.prev', { bulan: name(shiftMonth(month, -1)) })}
            disabled={unbound}
            onPress={() => go(-1)}
          />
          <h1 id="bl" ref={heading} tabIndex={-1}>
            {name(month)} {month.slice(0, 4)}
          </h1>
          <IconButton
            icon={RIGHT}
            label={t('his.month.next', { bulan: name(shiftMonth(month, 1)) })}
            disabled={month >= thisMonth}
            onPress={() => go(1)}
          />
        </div>
        <Calendar
          month={month}
          known={known}
          today={today}
          chosen={day?.date ?? null}
          onChoose={setChosen}
        />
        <Agenda known={known} today={today} busy={!fault} onChoose={setChosen} />
        {known && active.length === 0 && (
          <p class="kosong-bulan redup">{t(unbound ? 'his.empty.today' : 'his.empty')}</p>
        )}
        {known && <Summary known={known} name={name(month)} />}
      </section>
      {fault && !unbound && (
        <FaultMessage
          fault={fault}
          kept={known !== null}
          onRetry={() => void app.months.load(month)}
        />
      )}
      {day?.activities.map((activity) => (
        <DayCard key={activity.id} date={day.date} activity={activity} today={today} />
      ))}
    </TabPage>
  );
};
