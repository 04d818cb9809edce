import { useState } from 'preact/hooks';
import { useDraft } from '../app/drafts.ts';
import { t } from '../core/i18n/later.ts';
import type { Explained } from '../core/permits.ts';
import { activityIdOf, rangeFault } from '../core/permits.ts';
import type { Me } from '../core/wire.ts';
import { Button } from '../elements/button.tsx';
import { Field } from '../elements/field.tsx';
import { DateRange } from './date-range.tsx';
import { LetterPages } from './letter-pages.tsx';
import { Page } from './page.tsx';
import { Resumed } from './permit-resumed.tsx';
import { SendResult, useSending } from './permit-sending.tsx';

interface Props {
  kind: 'S' | 'I' | 'C' | 'GT';
  activity: Explained;
  me: Me;
  onBack: () => void;
}
const TITLE = { S: 'abs.s', I: 'abs.i', C: 'abs.c', GT: 'abs.gt' } as const;

/** A request without a duty letter: sick, leave, personal leave, technical trouble. */
export const PermitForm = ({ kind, activity, me, onBack }: Props) => {
  const of = { owner: me.pegawai_id, activity: activity.id, kind };
  const draft = useDraft(of, activity.date);
  const { pages, change } = draft;
  const { id, from, to, reason, number } = draft.fields;
  const [tried, setTried] = useState(false);
  const missing = kind !== 'C' && reason.trim() === '';
  const sending = useSending(draft.settle);
  const submit = (): void => {
    setTried(true);
    if (missing || rangeFault(from, to)) return;
    const photos = pages.map(({ facts }) => facts);
    const letter = {
      ...(number.trim() ? { number: number.trim() } : {}),
      photos,
    };
    void sending.send(
      {
        id,
        kind,
        from,
        to,
        ...activityIdOf(kind, activity, from, to),
        ...(reason.trim() ? { reason: reason.trim() } : {}),
        ...(photos.length > 0 || letter.number ? { letter } : {}),
      },
      pages,
    );
  };
  if (sending.sent) {
    return (
      <Page title={t(TITLE[kind])} back="/">
        <SendResult sending={sending} me={me} />
      </Page>
    );
  }
  return (
    <Page title={t(TITLE[kind])} back="/">
      <form
        class="tumpuk"
        onSubmit={(event) => {
          event.preventDefault();
          if (!sending.busy) submit();
        }}
      >
        <Resumed draft={draft} />
        <DateRange
          {...{ from, to }}
          setFrom={(day) => change({ from: day })}
          setTo={(day) => change({ to: day })}
        />
        {kind === 'C' && (
          <Field
            label={t('st.no')}
            name="nomor"
            maxLength={100}
            hint={t('abs.c.sub')}
            value={number}
            onInput={(text) => change({ number: text })}
          />
        )}
        <Field
          label={t('abs.reason')}
          name="alasan"
          lines
          maxLength={1000}
          hint={t('abs.reason.hint')}
          value={reason}
          onInput={(text) => change({ reason: text })}
          error={tried && missing ? t('abs.reason.empty') : null}
        />
        {kind === 'S' && (
          <LetterPages
            title={t('abs.doctor')}
            note={t('abs.doctor.sub')}
            pages={pages}
            setPages={draft.setPages}
          />
        )}
        <SendResult sending={sending} me={me} />
        <Button look="main" large submit busy={sending.busy}>
          {t('abs.submit')}
        </Button>
        <Button look="quiet" wide onPress={onBack}>
          {t('abs.other')}
        </Button>
      </form>
    </Page>
  );
};
