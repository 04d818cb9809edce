import { useState } from 'preact/hooks';
import { useApp } from '../app/app.ts';
import { useDraft } from '../app/drafts.ts';
import { t } from '../core/i18n/later.ts';
import type { Fault } from '../core/problems.ts';
import type { Me, Permit } from '../core/wire.ts';
import { Button } from '../elements/button.tsx';
import { FaultMessage, Message } from '../elements/message.tsx';
import { LetterPages } from './letter-pages.tsx';

interface Props {
  permit: Permit;
  me: Me;
  onSent: () => void;
}

/** Pages of the doctor's letter, which is often written after its request. */
export const DoctorsNote = ({ permit, me, onSent }: Props) => {
  const app = useApp();
  const of = { owner: me.pegawai_id, activity: permit.id, kind: permit.kind };
  const { pages, setPages, clear } = useDraft(of, permit.from);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const [isLeft, setLeft] = useState(false);
  const send = async (): Promise<void> => {
    setBusy(true);
    setFault(null);
    const answer = await app.permits.sendPages({ permit, left: pages });
    setBusy(false);
    if (!answer.ok) {
      setFault(answer.fault);
      return;
    }
    const { left } = answer.value;
    setLeft(left.length > 0);
    if (left.length > 0) setPages(left);
    else clear();
    onSent();
  };
  return (
    <>
      <LetterPages
        title={t('abs.doctor')}
        note={t('abs.doctor.later')}
        pages={pages}
        setPages={setPages}
      />
      {fault && <FaultMessage fault={fault} />}
      {isLeft && (
        <Message tone="warning" role="alert">
          {t('abs.letters.left')}
        </Message>
      )}
      {pages.length > 0 && (
        <Button look="main" wide busy={busy} onPress={() => void send()}>
          {t('abs.doctor.send')}
        </Button>
      )}
    </>
  );
};
