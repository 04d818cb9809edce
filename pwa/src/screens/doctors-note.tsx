import { useDraft } from '../app/drafts.ts';
import { t } from '../core/i18n/later.ts';
import type { Me, Permit } from '../core/wire.ts';
import { Button } from '../elements/button.tsx';
import { FaultMessage, Message } from '../elements/message.tsx';
import { LetterPages } from './letter-pages.tsx';
import { useSending } from './permit-sending.tsx';

interface Props {
  permit: Permit;
  me: Me;
  onSent: () => void;
}

/** Pages of the doctor's letter, which is often written after its request. */
export const DoctorsNote = ({ permit, me, onSent }: Props) => {
  const of = { owner: me.pegawai_id, activity: permit.id, kind: permit.kind };
  const { pages, setPages, clear } = useDraft(of, permit.from);
  const { busy, fault, sent, sendPages } = useSending((left) => {
    if (left.length > 0) setPages(left);
    else clear();
    onSent();
  });
  return (
    <>
      <LetterPages
        title={t('abs.doctor')}
        note={t('abs.doctor.later')}
        pages={pages}
        setPages={setPages}
      />
      {fault && <FaultMessage fault={fault} />}
      {sent && sent.left.length > 0 && (
        <Message tone="warning" role="alert">
          {t('abs.letters.left')}
        </Message>
      )}
      {pages.length > 0 && (
        <Button
          look="main"
          wide
          busy={busy}
          onPress={() => void sendPages({ permit, left: pages })}
        >
          {t('abs.doctor.send')}
        </Button>
      )}
    </>
  );
};
