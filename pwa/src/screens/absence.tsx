import { useState } from 'preact/hooks';
import { useApp } from '../app/app.ts';
import { isOpen, needless, phaseOf } from '../core/card.ts';
import { t } from '../core/i18n/employee.ts';
import type { Explained } from '../core/permits.ts';
import { clock } from '../core/time.ts';
import type { Me } from '../core/wire.ts';
import { Icon } from '../elements/icon.tsx';
import { BRIEFCASE, CAMERA, LETTER, MEDICAL, RIGHT, SUN, TOOL } from '../elements/icons.ts';
import { Message } from '../elements/message.tsx';
import { onDemand } from '../elements/on-demand.tsx';
import { Sheet } from '../elements/sheet.tsx';
import { Home } from './home.tsx';

const later = () => import('./later.ts');
const Withdrawal = onDemand(async () => (await later()).Withdrawal);
const PermitForm = onDemand(async () => (await later()).PermitForm);

type FormKind = 'S' | 'I' | 'C' | 'GT';
const REASONS = [
  { kind: 'S', icon: MEDICAL, look: 'izin', text: 'abs.s', sub: 'abs.s.sub' },
  { kind: 'I', icon: LETTER, look: 'izin', text: 'abs.i', sub: 'abs.i.sub' },
  { kind: 'C', icon: SUN, look: 'izin', text: 'abs.c', sub: 'abs.c.sub' },
  { kind: 'GT', icon: TOOL, look: 'abu', text: 'abs.gt', sub: 'abs.gt.sub' },
] as const;

const TITLE = {
  BEFORE: 'act.cant',
  ON_TIME: 'abs.title',
  LATE: 'abs.title',
  CLOSED: 'act.reason',
} as const;

/** Going on to attend, or a reason not to: before, during and after the activity. */
export const Absence = ({ activity, me }: { activity: Explained; me: Me }) => {
  const [kind, setKind] = useState<FormKind | null>(null);
  if (kind) {
    return <PermitForm kind={kind} activity={activity} me={me} onBack={() => setKind(null)} />;
  }
  return <Reasons activity={activity} me={me} onChoose={setKind} />;
};

interface ReasonsProps {
  activity: Explained;
  me: Me;
  onChoose: (kind: FormKind) => void;
}
const Reasons = ({ activity, me, onChoose }: ReasonsProps) => {
  const app = useApp();
  const phase = phaseOf(activity.window, app.clock.server());
  const open = isOpen(activity.window, app.clock.server());
  const { record } = activity;
  const permit = needless(activity);
  return (
    <>
      <Home me={me} />
      <Sheet title={t(TITLE[phase])} onClose={() => app.navigation.back('/')}>
        {record && (
          <Message tone="good">{t('abs.already', { jam: clock(record.recorded_at) })}</Message>
        )}
        {permit && <Withdrawal permit={permit.id} />}
        {open && !record && (
          <a
            class="btn btn--utama btn--besar"
            href={`/kamera/${activity.id}`}
            onClick={app.camera.start}
          >
            <Icon path={CAMERA} />
            {t('abs.go')}
          </a>
        )}
        <p class="alis sebab">{t('abs.because')}</p>
        <div class="daftar">
          <a class="baris" href={`/tidak-hadir/${activity.id}/dinas-luar`}>
            <Reason icon={BRIEFCASE} look="tugas" text={t('abs.dl')} sub={t('abs.dl.sub')} />
          </a>
          {REASONS.map((reason) => (
            <button
              key={reason.kind}
              type="button"
              class="baris"
              onClick={() => onChoose(reason.kind)}
            >
              <Reason {...reason} text={t(reason.text)} sub={t(reason.sub)} />
            </button>
          ))}
        </div>
      </Sheet>
    </>
  );
};

interface ReasonProps {
  icon: string;
  look: string;
  text: string;
  sub: string;
}
const Reason = ({ icon, look, text, sub }: ReasonProps) => (
  <>
    <span class={`baris-ikon baris-ikon--${look}`}>
      <Icon path={icon} />
    </span>
    <span class="baris-teks">
      <b>{text}</b>
      <small>{sub}</small>
    </span>
    <Icon path={RIGHT} />
  </>
);
