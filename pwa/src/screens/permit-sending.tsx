import { useState } from 'preact/hooks';
import { useApp } from '../app/app.ts';
import type { LetterPage, SentPermit } from '../app/permits.ts';
import { t } from '../core/i18n/later.ts';
import type { Answer, Fault } from '../core/problems.ts';
import { isRefusedAt } from '../core/problems.ts';
import type { Me, PermitRequest } from '../core/wire.ts';
import { Button, ButtonLink } from '../elements/button.tsx';
import { AGAIN, CHECK, LETTER, TEAM } from '../elements/icons.ts';
import { FaultMessage, Message } from '../elements/message.tsx';
import { State } from './page.tsx';

export interface Sending {
  busy: boolean;
  fault: Fault | null;
  sent: SentPermit | null;
  send(request: PermitRequest, pages: readonly LetterPage[]): Promise<void>;
  sendPages(of: SentPermit): Promise<void>;
  join(permit: string): Promise<void>;
}

/**
 * The way of one request: sent, its pages sent, or joined to a letter that is there already. `onSent` is
 * told which pages the server does not have yet.
 */
export function useSending(onSent: (left: readonly LetterPage[]) => void): Sending {
  const app = useApp();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const [sent, setSent] = useState<SentPermit | null>(null);
  const follow = async (work: () => Promise<Answer<SentPermit>>): Promise<void> => {
    setBusy(true);
    setFault(null);
    const answer = await work();
    setBusy(false);
    if (!answer.ok) {
      setFault(answer.fault);
      return;
    }
    setSent(answer.value);
    onSent(answer.value.left);
    void app.today.refresh();
  };
  return {
    busy,
    fault,
    sent,
    send: (request, pages) => follow(() => app.permits.send(request, pages)),
    sendPages: (of) => follow(() => app.permits.sendPages(of)),
    join: (permit) =>
      follow(async () => {
        const answer = await app.permits.join(permit);
        return answer.ok ? { ...answer, value: { permit: answer.value, left: [] } } : answer;
      }),
  };
}

/** The letter that the server found under the same number (409 berkas-sama). */
function sameLetter(fault: Fault): { id: string; name: string } | null {
  if (fault.kind !== 'PROBLEM' || fault.problem.code !== 'berkas-sama') return null;
  const permit = fault.problem.body['permit'] as { id: string; by: { name: string } } | undefined;
  return permit ? { id: permit.id, name: permit.by.name } : null;
}

/** What became of the request, and each way on. */
export const SendResult = ({ sending, me }: { sending: Sending; me: Me }) => {
  const { fault, sent } = sending;
  const same = fault && sameLetter(fault);
  if (same) {
    return (
      <Message tone="warning" role="alert">
        {t('st.err.dup', { nama: same.name })}
        <div>
          <Button icon={TEAM} busy={sending.busy} onPress={() => void sending.join(same.id)}>
            {t('st.join')}
          </Button>
        </div>
      </Message>
    );
  }
  if (fault && isRefusedAt(fault, '/activity_id')) {
    return (
      <Message tone="error" role="alert">
        {t('abs.otherday')}
      </Message>
    );
  }
  if (!sent) return fault && <FaultMessage fault={fault} />;
  return (
    <div class="kartu kartu--utama tumpuk">
      <State look="tugas" icon={CHECK} title={t('abs.sent.title')}>
        <small>{t('abs.sent', { admin: me.admins[0] ?? t('abs.admin') })}</small>
      </State>
      {fault && <FaultMessage fault={fault} />}
      {sent.left.length > 0 && (
        <Message tone="warning" role="alert">
          {t('abs.letters.left')}
          <div>
            <Button icon={AGAIN} busy={sending.busy} onPress={() => void sending.sendPages(sent)}>
              {t('common.retry')}
            </Button>
          </div>
        </Message>
      )}
      <ButtonLink href={`/pengajuan-saya/${sent.permit.id}`} icon={LETTER} wide>
        {t('permit.see')}
      </ButtonLink>
      <ButtonLink href="/" look="main" wide>
        {t('common.done')}
      </ButtonLink>
    </div>
  );
};
