import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { shiftMonth } from '../../core/calendar.ts';
import { dutyPath } from '../../core/desk-routes.ts';
import {
  asksReason,
  copiedFrom,
  countOf,
  type Edits,
  edited,
  type Letter,
  type Preview,
  pasted,
  rowsOf,
} from '../../core/duty.ts';
import { currentLanguage } from '../../core/i18n/translate.ts';
import { type Fault, isRefusedAt } from '../../core/problems.ts';
import { monthName, wib } from '../../core/time.ts';
import type { DutyMonth, DutyPerson, Id } from '../../core/wire.ts';
import { Button } from '../../elements/button.tsx';
import { Field } from '../../elements/field.tsx';
import { Icon } from '../../elements/icon.tsx';
import { LEFT, RIGHT } from '../../elements/icons.ts';
import { FaultMessage, Message } from '../../elements/message.tsx';
import { Skeleton } from '../../elements/skeleton.tsx';
import { useOpd } from '../app/activities.ts';
import { useDesk } from '../app/desk.ts';
import { useMayPlan, usePlanning, useRoster } from '../app/duty.ts';
import { isStale } from '../app/versioned.ts';
import { COPY } from '../elements/icons.ts';
import { t } from '../i18n.ts';
import { DutyGrid } from './duty-grid.tsx';
import { DutyPaste } from './duty-paste.tsx';
import { DutySheet } from './duty-sheet.tsx';
import { Clashes, refusedText } from './duty-words.tsx';
import { Screen } from './screen.tsx';
import { Unsaved } from './unsaved.tsx';

/** Piket: who is on which shift in a month; pasted, changed cell by cell, swapped. */
export const Duty = ({ month: asked }: { month: string | null }) => {
  const { clock } = useDesk();
  const opd = useOpd();
  const month = asked ?? wib(clock.server()).date.slice(0, 7).replace('-', '');
  const { value, fault, busy, reload, onWritten } = useRoster(month);
  const head = {
    title: t('duty.title', { bulan: monthText(month) }),
    sub: t('duty.sub', { opd: opd.name }),
  };
  const notice = fault && <FaultMessage fault={fault} kept={value !== null} onRetry={reload} />;
  if (!value) {
    return (
      <Screen {...head} tools={<Months month={month} />}>
        {notice ?? <Skeleton />}
      </Screen>
    );
  }
  return (
    <Roster
      head={head}
      notice={notice}
      roster={value}
      reading={busy}
      onWritten={onWritten}
      onStale={reload}
    />
  );
};

const monthText = (month: string): string =>
  `${monthName(Number(month.slice(4)), currentLanguage())} ${month.slice(0, 4)}`;

/** The month that is shown, between the ways to the others. */
const Months = ({ month }: { month: string }) => {
  const [before, after] = [shiftMonth(month, -1), shiftMonth(month, 1)];
  return (
    <nav class="segmen segmen--bulan" aria-label={t('duty.month')}>
      <a href={dutyPath(before)} aria-label={monthText(before)}>
        <Icon path={LEFT} />
      </a>
      <a href={dutyPath(month)} aria-current="page">
        {monthName(Number(month.slice(4)), currentLanguage())}
      </a>
      <a href={dutyPath(after)} aria-label={monthText(after)}>
        <Icon path={RIGHT} />
      </a>
    </nav>
  );
};

interface Props {
  head: { title: string; sub: string };
  notice: ComponentChildren;
  roster: DutyMonth;
  /** What the server made of a change: newer than what was read. */
  onWritten: (roster: DutyMonth) => void;
  /** It is being read again: what would be saved now would be refused again. */
  reading: boolean;
  onStale: () => void;
}
const Roster = ({ head, notice, roster, reading, onWritten, onStale }: Props) => {
  const { clock } = useDesk();
  const mayPlan = useMayPlan();
  const planning = usePlanning();
  const [edits, setEdits] = useState<Edits>({});
  const [added, setAdded] = useState<readonly DutyPerson[]>([]);
  const [reason, setReason] = useState('');
  const [open, setOpen] = useState<{ who: Id; date: string } | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const [refused, setRefused] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const [taken, setTaken] = useState(0);
  const saving = useRef<HTMLFormElement>(null);
  const count = countOf(edits);
  useEffect(() => {
    if (taken > 0) saving.current?.querySelector<HTMLElement>('[type=submit]')?.focus();
  }, [taken]); // what was pressed is gone: on to what comes next
  const rows = rowsOf(roster, edits, added);
  const change = (who: Id, date: string, to: Letter): void => {
    if (!mayPlan || roster.locked.includes(date)) return;
    setTold(null);
    setEdits((now) => edited(roster, now, who, date, to));
  };
  const done = (after: DutyMonth, text: string): void => {
    setRefused(null);
    setReason('');
    setTold(text);
    onWritten(after);
  };
  const save = async (): Promise<void> => {
    if (busy || reading) return;
    setBusy(true);
    const answer = await planning.save(roster, edits, added, reason);
    setBusy(false);
    if (!answer.ok) {
      setRefused(answer.fault);
      if (isStale(answer.fault)) onStale();
      return;
    }
    setEdits({});
    setAdded([]);
    done(answer.value, t('duty.saved', { n: count }));
  };
  const discard = (): void => {
    setEdits({});
    setAdded([]);
    setRefused(null);
  };
  const copy = async (): Promise<void> => {
    const answer = await planning.read(shiftMonth(roster.month, -1));
    if (!answer.ok) {
      setRefused(answer.fault);
      return;
    }
    const copied = copiedFrom(answer.value, roster, edits);
    const n = countOf(copied) - count;
    setAdded(answer.value.rows);
    setEdits(copied);
    setTold(t(n > 0 ? 'duty.copied' : 'duty.copied.none', { n }));
  };
  const takeOver = (preview: Preview): void => {
    setAdded([...added, ...preview.people]);
    setEdits(pasted(roster, edits, preview));
    setTold(null);
    setTaken(taken + 1);
  };
  return (
    <Screen
      {...head}
      tools={
        <>
          <Months month={roster.month} />
          {mayPlan && (
            <Button icon={COPY} onPress={() => void copy()}>
              {t('duty.copy')}
            </Button>
          )}
        </>
      }
    >
      {notice}
      <Unsaved count={count} onDiscard={discard} />
      {told && (
        <Message tone="good" role="status">
          {told}
        </Message>
      )}
      {refused && (
        <Message tone="error" role="alert">
          {refusedText(refused)}
        </Message>
      )}
      {rows.length === 0 && (
        <Message title={t('duty.empty')}>
          {t(mayPlan ? 'duty.empty.text' : 'duty.unlisted')}
        </Message>
      )}
      {rows.length > 0 && (
        <DutyGrid
          roster={roster}
          rows={rows}
          edits={edits}
          mayPlan={mayPlan}
          onLetter={change}
          onOpen={(who, date) => setOpen({ who, date })}
        />
      )}
      {count > 0 && (
        <form
          ref={saving}
          class="kartu simpan-piket"
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <b role="status">{t('duty.unsaved', { n: count })}</b>
          {asksReason(roster, edits, clock.server()) && (
            <Field
              label={t('duty.reason')}
              name="reason"
              maxLength={1000}
              value={reason}
              onInput={setReason}
              hint={t('duty.reason.why')}
              error={
                refused && isRefusedAt(refused, '/reason') && !reason
                  ? t('desk.reason.empty')
                  : null
              }
            />
          )}
          <div class="btn-baris">
            <Button look="main" submit busy={busy || reading}>
              {t('duty.save')}
            </Button>
            <Button onPress={discard}>{t('duty.discard')}</Button>
          </div>
        </form>
      )}
      <Clashes roster={roster} />
      {mayPlan && <DutyPaste roster={roster} onTake={takeOver} />}
      {open && (
        <DutySheet
          roster={roster}
          rows={rows}
          who={open.who}
          date={open.date}
          mayPlan={mayPlan}
          unsaved={count > 0}
          reading={reading}
          onLetter={change}
          onSwapped={(after, text) => {
            setOpen(null);
            done(after, text);
          }}
          onStale={onStale}
          onClose={() => setOpen(null)}
        />
      )}
    </Screen>
  );
};
