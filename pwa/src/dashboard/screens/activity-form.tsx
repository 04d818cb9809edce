import { useState } from 'preact/hooks';
import {
  type ActivityDraft,
  activityOf,
  changeOf,
  type DraftFault,
  draftFault,
  draftOf,
  emptyDraft,
  OWN_OFFICE,
  seriesOf,
  timeOf,
} from '../../core/activity-form.ts';
import { faultText } from '../../core/i18n/faults.ts';
import { shared } from '../../core/i18n/shared.ts';
import { type Answer, type Fault, isRefusedAt } from '../../core/problems.ts';
import { addDays, wib } from '../../core/time.ts';
import type { Opd, OwnActivity } from '../../core/wire.ts';
import { Button } from '../../elements/button.tsx';
import { Icon } from '../../elements/icon.tsx';
import { CLOCK, PIN } from '../../elements/icons.ts';
import { FaultMessage, Message } from '../../elements/message.tsx';
import { Skeleton } from '../../elements/skeleton.tsx';
import { activitiesPath, seriesPath, useOwnActivity } from '../app/activities.ts';
import { useDesk } from '../app/desk.ts';
import { isStale } from '../app/versioned.ts';
import { t } from '../i18n.ts';
import { type Locks, Main, OpdChoice, SeriesScope, Units } from './activity-fields.tsx';
import { MoveSheet } from './move-sheet.tsx';
import { OfficesSheet } from './offices-sheet.tsx';
import { Screen } from './screen.tsx';
import { VenueFields } from './venue-fields.tsx';

interface Props {
  /** Who organises it; null: the regency. */
  opd: Opd | null;
  onDone: () => void;
  onClose: () => void;
  /** Where it may be held on another day: once that is done. */
  onMoved?: () => void;
}

/** A stored activity, as it stands now, to be changed. */
export const ActivityChangeForm = ({ id, ...props }: Props & { id: string }) => {
  const { value, fault, reload } = useOwnActivity(props.opd, id);
  if (value)
    return <ActivityForm key={value.version} {...props} stored={value} onReload={reload} />;
  return (
    <Screen
      title={t('acts.edit.title')}
      sub={props.opd?.name ?? t('desk.regency')}
      tools={
        <Button look="quiet" onPress={props.onClose}>
          {shared('common.back')}
        </Button>
      }
    >
      {fault ? <FaultMessage fault={fault} onRetry={reload} /> : <Skeleton />}
    </Screen>
  );
};

interface FormProps extends Props {
  /** What is changed; none: a new one is made. */
  stored?: OwnActivity;
  onReload?: () => void;
}

/** An activity of this OPD, or of the regency. */
export const ActivityForm = (props: FormProps) => {
  const { opd, stored, onDone, onClose, onReload, onMoved } = props;
  const { net, clock, newId } = useDesk();
  const [id] = useState(newId);
  const [draft, setDraft] = useState(() =>
    stored ? draftOf(stored) : emptyDraft(addDays(wib(clock.server()).date, 1)),
  );
  const [fault, setFault] = useState<DraftFault | null>(null);
  const [refused, setRefused] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const [moving, setMoving] = useState(false);
  const [placing, setPlacing] = useState<{ after: () => void } | null>(null);
  const locks = locksOf(stored, clock.server());
  const change = (part: Partial<ActivityDraft>): void => {
    setDraft({ ...draft, ...part });
    setFault(null);
  };
  const send = (): Promise<Answer<unknown>> => {
    const path = activitiesPath(opd);
    if (stored) return net.call('PUT', `${path}/${stored.id}`, changeOf(stored, draft));
    if (draft.repeat === 'NONE') return net.call('POST', path, activityOf(id, draft));
    return net.call('POST', seriesPath(opd), seriesOf(id, draft));
  };
  const save = async (): Promise<void> => {
    const wrong = draftFault(draft, clock.server());
    setFault(wrong);
    if (wrong) return;
    setBusy(true);
    setRefused(null);
    const answer = await send();
    setBusy(false);
    if (answer.ok) onDone();
    else setRefused(answer.fault);
  };
  const part = { draft, fault, locks, onChange: change };
  return (
    <Screen
      title={stored ? t('acts.edit.title') : t('acts.new')}
      sub={opd?.name ?? t('desk.regency')}
      tools={
        <>
          <Button look="quiet" onPress={onClose}>
            {shared('common.back')}
          </Button>
          {onMoved && locks === 'DAY' && (
            <Button onPress={() => setMoving(true)}>{t('acts.move')}</Button>
          )}
          <Button look="main" busy={busy} onPress={() => void save()}>
            {t(stored ? 'acts.edit.save' : 'acts.form.save')}
          </Button>
        </>
      }
    >
      {refused && <Refusal fault={refused} locks={locks} {...(onReload ? { onReload } : {})} />}
      <form
        class="dua dua--kanan"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void save();
        }}
      >
        <div class="tumpuk">
          {stored?.series && (
            <section class="kartu">
              <SeriesScope
                following={draft.following}
                onChoose={(following) => change({ following })}
              />
            </section>
          )}
          <Main opd={opd} {...part} />
          {opd ? <Units opd={opd} {...part} /> : <OpdChoice {...part} />}
        </div>
        <div class="tumpuk">
          <VenueFields opd={opd} {...part} onPlace={(after) => setPlacing({ after })} />
          <Preview draft={draft} />
        </div>
      </form>
      {moving && stored && onMoved && (
        <MoveSheet {...{ opd, stored, onMoved }} onClose={() => setMoving(false)} />
      )}
      {placing && opd && (
        <OfficesSheet
          opd={opd}
          onClose={() => {
            placing.after();
            setPlacing(null);
          }}
        />
      )}
    </Screen>
  );
};

const locksOf = (stored: OwnActivity | undefined, now: number): Locks => {
  if (!stored) return 'NONE';
  return Date.parse(stored.window.opens) <= now ? 'OPENING' : 'DAY';
};

interface RefusalProps {
  fault: Fault;
  locks: Locks;
  onReload?: () => void;
}
const Refusal = ({ fault, locks, onReload }: RefusalProps) => {
  if (isStale(fault) && onReload) return <FaultMessage fault={fault} onRetry={onReload} />;
  if (isRefusedAt(fault, '/repeat/until')) {
    return (
      <Message tone="error" role="alert">
        {t('acts.form.many')}
      </Message>
    );
  }
  return (
    <Message tone="error" role="alert">
      {locks === 'OPENING' && (isRefusedAt(fault, '/window') || isRefusedAt(fault, '/units'))
        ? t('acts.form.opening')
        : faultText(fault)}
    </Message>
  );
};

const Preview = ({ draft }: { draft: ActivityDraft }) => {
  const dots = (time: string): string => timeOf(time)?.replace(':', '.') ?? '…';
  return (
    <section class="kartu kartu--contoh" aria-labelledby="contoh">
      <h2 id="contoh">{t('acts.form.preview')}</h2>
      <div class="kartu kegiatan">
        <p class="alis">{t(`kind.${draft.kind}`)}</p>
        <h3>{draft.title || '…'}</h3>
        <ul class="fakta">
          <li>
            <Icon path={CLOCK} />
            {dots(draft.starts)}–{dots(draft.closes)} WIB
          </li>
          <li>
            <Icon path={PIN} />
            {(draft.venue === 'OWN_OFFICE' ? OWN_OFFICE : draft.place) || '…'}
          </li>
        </ul>
      </div>
    </section>
  );
};
