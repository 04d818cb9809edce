import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Button, type Look } from '../../elements/button.tsx';
import { Field } from '../../elements/field.tsx';
import { Sheet } from '../../elements/sheet.tsx';
import { t } from '../i18n.ts';

interface Props {
  title: string;
  label: string;
  note?: string;
  hint?: string;
  submit: string;
  look?: Look;
  busy?: boolean;
  error?: string | null;
  /** What else is asked, below the note. */
  children?: ComponentChildren;
  onSubmit: (reason: string) => void;
  onClose: () => void;
}

/** Asks for a reason before something is done; never sends an empty one. */
export const ReasonSheet = (props: Props) => {
  const [reason, setReason] = useState('');
  const [empty, setEmpty] = useState(false);
  const submit = (): void => {
    if (reason.trim() === '') setEmpty(true);
    else props.onSubmit(reason.trim());
  };
  return (
    <Sheet title={props.title} onClose={props.onClose}>
      <form
        class="tumpuk"
        onSubmit={(event) => {
          event.preventDefault();
          if (!props.busy) submit();
        }}
      >
        {props.note && <p class="kecil redup">{props.note}</p>}
        {props.children}
        <Field
          label={props.label}
          name="reason"
          lines
          maxLength={1000}
          value={reason}
          onInput={(value) => {
            setReason(value);
            setEmpty(false);
          }}
          {...(props.hint ? { hint: props.hint } : {})}
          error={empty ? t('desk.reason.empty') : (props.error ?? null)}
        />
        <Button look={props.look ?? 'main'} wide submit busy={props.busy ?? false}>
          {props.submit}
        </Button>
      </form>
    </Sheet>
  );
};
