import { useId, useRef, useState } from 'preact/hooks';
import { type Choices, MOST_LINES, type Preview, previewOf, type Remark } from '../../core/duty.ts';
import { faultText } from '../../core/i18n/faults.ts';
import type { DutyMonth, DutyPerson } from '../../core/wire.ts';
import { Button } from '../../elements/button.tsx';
import { Icon } from '../../elements/icon.tsx';
import { CHECK, WARNING } from '../../elements/icons.ts';
import { Message } from '../../elements/message.tsx';
import { usePasted } from '../app/duty.ts';
import { t } from '../i18n.ts';

interface Props {
  roster: DutyMonth;
  onTake: (preview: Preview) => void;
}

/** Cells from a spreadsheet: looked at first, then taken over as a whole or not at all. */
export const DutyPaste = ({ roster, onTake }: Props) => {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const [choices, setChoices] = useState<Choices>({});
  const { lines, matches, fault } = usePasted(text);
  const preview = matches && previewOf(roster, lines, matches, choices);
  const clear = (): void => {
    setText('');
    setChoices({});
  };
  return (
    <section class="kartu" aria-labelledby={id}>
      <div class="kepala">
        <h2 id={id}>{t('duty.paste')}</h2>
        <span class="kecil redup">{t('duty.paste.how')}</span>
      </div>
      <div class="tempel-piket">
        <textarea
          ref={field}
          class="masukan"
          rows={5}
          spellcheck={false}
          autocomplete="off"
          aria-label={t('duty.paste.field')}
          placeholder={t('duty.paste.example')}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <div aria-live="polite">
          {lines.length > MOST_LINES && (
            <Message tone="error">{t('duty.paste.many', { n: MOST_LINES })}</Message>
          )}
          {text.trim() !== '' && lines.length === 0 && (
            <Message tone="error">{t('duty.paste.nobody')}</Message>
          )}
          {fault && <Message tone="error">{faultText(fault)}</Message>}
          {preview && (
            <Findings
              preview={preview}
              onChoose={(who, choice) => setChoices({ ...choices, [who]: choice })}
            />
          )}
        </div>
        {preview && (
          <div class="tumpuk-rapat">
            <Button
              look="main"
              disabled={!preview.ready}
              onPress={() => {
                onTake(preview);
                clear();
              }}
            >
              {t('duty.paste.take', { n: preview.cells })}
            </Button>
            <Button onPress={() => (preview.ready ? clear() : field.current?.focus())}>
              {t(preview.ready ? 'duty.paste.clear' : 'duty.paste.mend')}
            </Button>
          </div>
        )}
      </div>
    </section>
  );
};

interface FindingsProps {
  preview: Preview;
  onChoose: (who: string, choice: DutyPerson | 'SKIP') => void;
}
const Findings = ({ preview, onChoose }: FindingsProps) => {
  const { cells, known, lines, remarks } = preview;
  return (
    <ul class="isyarat">
      <li>
        <span class={known === cells ? 'bulat' : 'bulat bulat--awas'}>
          <Icon path={known === cells ? CHECK : WARNING} />
        </span>
        <div>
          <b>{t('duty.paste.known', { n: known, dari: cells })}</b>
          <span class="redup">{t('duty.paste.lines', { n: lines })}</span>
        </div>
      </li>
      {remarks.map((remark, n) => (
        <li key={n}>
          <span class="bulat bulat--awas">
            <Icon path={WARNING} />
          </span>
          <div>
            <b>{remarkTitle(remark)}</b>
            <span class="redup">{remarkText(remark)}</span>
            {remark.kind === 'WHO' && (
              <div class="btn-baris">
                {remark.people.map((person) => (
                  <Button
                    key={person.pegawai_id}
                    look="second"
                    onPress={() => onChoose(remark.who, person)}
                  >
                    {person.name} · {person.unit}
                  </Button>
                ))}
                <Button look="quiet" onPress={() => onChoose(remark.who, 'SKIP')}>
                  {t('duty.paste.skip')}
                </Button>
              </div>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
};

function remarkTitle(remark: Remark): string {
  const nama = remark.who;
  if (remark.kind !== 'WHO') return t('duty.remark', { nama });
  const [first, second] = remark.people;
  if (!first) return t('duty.remark.nobody', { nama });
  return second
    ? t('duty.remark.several', { nama })
    : t('duty.remark.maybe', { nama, orang: first.name ?? '' });
}

function remarkText(remark: Remark): string {
  switch (remark.kind) {
    case 'WHO':
      return t(remark.people.length > 0 ? 'duty.remark.choose' : 'duty.remark.check');
    case 'TWICE':
      return t('duty.remark.twice');
    case 'UNKNOWN':
      return t('duty.remark.unknown', { kode: remark.code, hari: remark.day });
    case 'GUESSED':
      return t('duty.remark.guessed', {
        kode: remark.code,
        hari: remark.day,
        giliran: t(`duty.letter.${remark.letter ?? '-'}`),
      });
    case 'SHORT':
      return t('duty.remark.short', { n: remark.n });
    case 'LONG':
      return t('duty.remark.long', { n: remark.n });
    case 'LOCKED':
      return t('duty.remark.locked', { n: remark.n });
  }
}
