import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useStore } from '../../app/store.ts';
import { deskGuide } from '../../core/guides.ts';
import { shared } from '../../core/i18n/shared.ts';
import { ButtonLink } from '../../elements/button.tsx';
import { useDesk } from '../app/desk.ts';
import { Select } from '../elements/select.tsx';
import { t } from '../i18n.ts';

interface Props {
  title: string;
  sub?: string;
  tools?: ComponentChildren;
  /** Instead of the OPD's picker: the recap also knows the whole regency. */
  picker?: ComponentChildren;
  children: ComponentChildren;
}

/** A page of the dashboard: its head with tools, and its content. The heading takes the focus once. */
export const Screen = ({ title, sub, tools, picker, children }: Props) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${shared('app.name')}`;
  }, [title]);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <>
      <header class="kepala-hal">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {sub && <p>{sub}</p>}
        </div>
        <div class="alat-baris">
          {picker ?? <OpdPicker />}
          {tools}
          <Help />
        </div>
      </header>
      <div class="hal">{children}</div>
    </>
  );
};

/** What the guide says of this page. */
const Help = () => {
  const { session, navigation } = useDesk();
  const { me } = useStore(session);
  if (!me) return null;
  return (
    <ButtonLink look="quiet" beside href={deskGuide(me, navigation.path())}>
      {t('desk.help')}
    </ButtonLink>
  );
};

/** Whose desk is open; drawn where there is a choice. */
const OpdPicker = () => {
  const { opds, leaving } = useDesk();
  const { opds: all, chosen } = useStore(opds);
  if (all.length < 2 || !chosen) return null;
  return (
    <Select
      label={t('desk.opd')}
      compact
      value={chosen.id}
      options={all.map(({ id, name }) => ({ value: id, label: name }))}
      onChoose={(id) => leaving.leave(() => opds.choose(id))}
    />
  );
};
