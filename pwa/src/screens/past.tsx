import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { App } from '../app/app.ts';
import { useApp } from '../app/app.ts';
import { useStore } from '../app/store.ts';
import { activityOf, shiftMonth } from '../core/calendar.ts';
import { t } from '../core/i18n/later.ts';
import type { Explained } from '../core/permits.ts';
import { wib } from '../core/time.ts';
import type { Id } from '../core/wire.ts';
import { FaultMessage, Message } from '../elements/message.tsx';
import { Skeleton } from '../elements/skeleton.tsx';
import { Page } from './page.tsx';

interface Props {
  id: Id;
  title: string;
  draw: (activity: Explained) => JSX.Element;
}

/** An activity that was not on today's page: it comes with that page, or is of an earlier day's month. */
export const Past = ({ id, title, draw }: Props) => {
  const app = useApp();
  const { today, fault: late } = useStore(app.today);
  const { months, fault } = useStore(app.months);
  const [sought, setSought] = useState(false);
  const asked = today !== null || late !== null;
  const here = app.today.activity(id);
  const activity = activityOf(months, id);
  const seek = (): void => void lookFor(app, id).then(() => setSought(true));
  useEffect(() => {
    if (asked && !here) seek();
  }, [asked, !here, id]);
  const over = activity && (activity.final || activity.reason_until < wib(app.clock.server()).date);
  if (here) return draw(here);
  if (activity && !over) return draw(activity);
  return (
    <Page title={title} back="/">
      {over && <Message tone="warning">{t('abs.over')}</Message>}
      {!activity && !sought && <Skeleton />}
      {!activity && sought && fault && <FaultMessage fault={fault} onRetry={seek} />}
      {!activity && sought && !fault && <Message tone="warning">{t('cam.noticket')}</Message>}
    </Page>
  );
};

/** A reason is given within days: of its day's month or the one before. */
export async function lookFor({ months, clock }: App, id: Id): Promise<void> {
  const month = wib(clock.server()).date.slice(0, 7).replace('-', '');
  for (const one of [month, shiftMonth(month, -1)]) {
    if (activityOf(months.get().months, id)) return;
    await months.load(one);
  }
}
