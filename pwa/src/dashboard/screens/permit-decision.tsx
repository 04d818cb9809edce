import { useState } from 'preact/hooks';
import { type Split, split } from '../../core/permit-desk.ts';
import type { DeskPermit, Id, PermitPerson } from '../../core/wire.ts';
import { Button } from '../../elements/button.tsx';
import { CHECK, CLOSE } from '../../elements/icons.ts';
import { Message } from '../../elements/message.tsx';
import { useOpd } from '../app/activities.ts';
import { useDesk } from '../app/desk.ts';
import { t } from '../i18n.ts';
import { decisionFault } from '../words.ts';
import { ReasonSheet } from './reason-sheet.tsx';

interface DecisionProps {
  permit: Id;
  people: readonly PermitPerson[];
  checked: ReadonlySet<Id>;
  onDecided: () => void;
}
/** The decision on who is checked, and the refusal of the others with its reason. */
export const PermitDecision = ({ permit, people, checked, onDecided }: DecisionProps) => {
  const { net } = useDesk();
  const opd = useOpd();
  const [asks, setAsks] = useState<Split | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const wanted = split(people, checked);
  const send = async (parts: Split, reason: string | null): Promise<void> => {
    setBusy(true);
    setError(null);
    const path = `/opds/${opd.id}/permits/${permit}/decision`;
    const body = { ...parts, ...(reason ? { reason } : {}) };
    const answer = await net.call<DeskPermit>('POST', path, body);
    setBusy(false);
    if (answer.ok) onDecided();
    else setError(decisionFault(answer.fault));
  };
  const some = wanted.reject.length > 0;
  const names = people
    .filter(({ pegawai_id }) => asks?.reject.includes(pegawai_id))
    .map(({ name }) => name);
  return (
    <>
      {error && !asks && (
        <Message tone="error" role="alert">
          {error}
        </Message>
      )}
      <div class="btn-baris putusan">
        <Button
          look="good"
          icon={CHECK}
          busy={busy}
          disabled={wanted.approve.length === 0}
          onPress={() => (some ? setAsks(wanted) : void send(wanted, null))}
        >
          {approveText(wanted)}
        </Button>
        <Button look="danger" icon={CLOSE} onPress={() => setAsks(split(people, new Set()))}>
          {t('permits.reject')}
        </Button>
      </div>
      {asks && (
        <ReasonSheet
          title={t('permits.reject.title')}
          label={t('permits.reject.reason')}
          note={t('permits.reject.note', { n: asks.reject.length, nama: names.join(', ') })}
          submit={asks.approve.length > 0 ? approveText(asks) : t('permits.reject')}
          look="danger"
          busy={busy}
          error={error}
          onSubmit={(reason) => void send(asks, reason)}
          onClose={() => {
            setAsks(null);
            setError(null);
          }}
        />
      )}
    </>
  );
};

function approveText({ approve, reject }: Split): string {
  if (reject.length > 0) return t('permits.approve.some', { n: approve.length, m: reject.length });
  return approve.length === 1
    ? t('permits.approve.one')
    : t('permits.approve', { n: approve.length });
}
