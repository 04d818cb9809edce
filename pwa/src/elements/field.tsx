import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { IconButton } from './button.tsx';
import { Icon } from './icon.tsx';
import { EYE, WARNING } from './icons.ts';

interface FieldProps {
  label: string;
  name: string;
  value: string;
  onInput: (value: string) => void;
  hint?: string;
  /** What is wrong and how to mend it; the field takes the focus when it appears. */
  error?: string | null;
  type?: 'text' | 'date' | 'email' | 'search' | 'time';
  look?: 'code' | 'digits';
  autocomplete?: string;
  inputMode?: 'text' | 'numeric' | 'email';
  autocapitalize?: 'none' | 'characters';
  maxLength?: number;
  min?: string;
  max?: string;
  lines?: boolean;
  /** Shown, and not to be changed; `hint` says why. */
  locked?: boolean;
}
/** Preact's types tie the attributes to each input type; those used here are valid for all of ours. */
const typed = (type: string) => ({ type }) as { type: 'text' };
const LOOK = { code: 'masukan masukan--kode', digits: 'masukan masukan--angka' } as const;

/** Gives the focus to a field at the moment its error appears. */
function useFocusOnError<T extends HTMLElement>(error: string | null | undefined) {
  const field = useRef<T>(null);
  useEffect(() => {
    if (error) field.current?.focus();
  }, [error]);
  return field;
}

const describedBy = (id: string, hint?: string, error?: string | null): string | undefined =>
  [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;

const Notes = ({ id, hint, error }: { id: string; hint?: string; error?: string | null }) => (
  <>
    {hint && <small id={`${id}-hint`}>{hint}</small>}
    {error && (
      <p class="salah" id={`${id}-error`}>
        <Icon path={WARNING} />
        <span>{error}</span>
      </p>
    )}
  </>
);

/** One labelled line, or several with `lines`. */
export const Field = (props: FieldProps) => {
  const id = useId();
  const field = useFocusOnError<HTMLInputElement & HTMLTextAreaElement>(props.error);
  const common = {
    id,
    ref: field,
    name: props.name,
    value: props.value,
    class: props.look ? LOOK[props.look] : 'masukan',
    'aria-invalid': props.error ? true : undefined,
    'aria-describedby': describedBy(id, props.hint, props.error),
    maxLength: props.maxLength,
    readOnly: props.locked,
    onInput: (event: { currentTarget: { value: string } }) =>
      props.onInput(event.currentTarget.value),
  } as const;
  return (
    <div class="kolom">
      <label for={id}>{props.label}</label>
      {props.lines ? (
        <textarea {...common} />
      ) : (
        <input
          {...common}
          {...typed(props.type ?? 'text')}
          autocomplete={props.autocomplete ?? 'off'}
          inputMode={props.inputMode}
          autocapitalize={props.autocapitalize}
          spellcheck={props.look ? false : undefined}
          min={props.min}
          max={props.max}
        />
      )}
      <Notes id={id} {...(props.hint ? { hint: props.hint } : {})} error={props.error ?? null} />
    </div>
  );
};

interface PasswordProps {
  label: ComponentChildren;
  value: string;
  onInput: (value: string) => void;
  showLabel: string;
  autocomplete: 'current-password' | 'new-password';
  error?: string | null;
  /** Beside the label, such as a proposal. */
  beside?: ComponentChildren;
  /** Shown as typed from the start: a new password is easier to check than to type twice. */
  open?: boolean;
}

export const PasswordField = (props: PasswordProps) => {
  const id = useId();
  const field = useFocusOnError<HTMLInputElement>(props.error);
  const [open, setOpen] = useState(props.open ?? false);
  return (
    <div class="kolom">
      {props.beside ? (
        <div class="kepala label-baris">
          <label for={id}>{props.label}</label>
          {props.beside}
        </div>
      ) : (
        <label for={id}>{props.label}</label>
      )}
      <div class="masukan masukan-ikut">
        <input
          id={id}
          ref={field}
          name="password"
          {...typed(open ? 'text' : 'password')}
          autocomplete={props.autocomplete}
          autocapitalize="none"
          spellcheck={false}
          maxLength={128}
          value={props.value}
          aria-invalid={props.error ? true : undefined}
          aria-describedby={describedBy(id, undefined, props.error)}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
        <IconButton
          icon={EYE}
          label={props.showLabel}
          pressed={open}
          onPress={() => setOpen(!open)}
        />
      </div>
      <Notes id={id} error={props.error ?? null} />
    </div>
  );
};
