import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { useStore } from '../../app/store.ts';
import { menuAt, ownDesk, seesEveryOpd } from '../../core/desk.ts';
import { boardPath, personPath, settingsPath, unitPath } from '../../core/desk-routes.ts';
import { found, GROUPS, type Group, type Hit, MOST, soughtOf, stepped } from '../../core/search.ts';
import { PART_OF } from '../../core/settings-parts.ts';
import type { Activity, DeskOpd, Me, Opd, SettingName } from '../../core/wire.ts';
import { FaultMessage } from '../../elements/message.tsx';
import { useDesk } from '../app/desk.ts';
import { PAGE_PATH } from '../app/pages.ts';
import { LEAST, type Seeking, type Sought, useNearActivities, useSought } from '../app/search.ts';
import { t } from '../i18n.ts';
import { shortDay } from '../words.ts';
import { nipText } from './person-detail.tsx';

interface Props {
  me: Me;
  onClose: () => void;
}

/** What is typed, and what may be opened by it. */
export const SearchBox = ({ me, onClose }: Props) => {
  const { chosen, opds } = useStore(useDesk().opds);
  const [typed, setTyped] = useState('');
  const sought = soughtOf(typed);
  const named = namedHits(me, chosen, opds);
  const own = sought ? named : named.filter(({ group }) => group === 'PAGE');
  const shown = { typed, onType: setTyped, onClose };
  if (!chosen) return <Combobox {...shown} hits={found(sought, own)} />;
  return <AtDesk {...shown} sought={sought} own={own} opd={chosen} />;
};

interface Shown {
  typed: string;
  onType: (typed: string) => void;
  onClose: () => void;
}
interface AtDeskProps extends Shown {
  sought: string;
  own: readonly Hit[];
  opd: Opd;
}
const AtDesk = ({ sought, own, opd, ...shown }: AtDeskProps) => {
  const asked = useSought(opd, sought);
  const near = useNearActivities(opd);
  const all = sought ? [...own, ...askedHits(asked), ...near.map(activityHit)] : own;
  return <Combobox {...shown} hits={found(sought, all)} asked={asked} />;
};

/** What is found without asking anybody: pages, OPDs, settings. */
export function namedHits(me: Me, opd: Opd | null, opds: readonly DeskOpd[]): Hit[] {
  const pages = menuAt(me, opd?.id ?? ownDesk(me));
  const settings = pages.includes('SETTINGS') ? (Object.keys(PART_OF) as SettingName[]) : [];
  return [
    ...pages.map(
      (page): Hit => ({
        group: 'PAGE',
        key: page,
        name: t(`page.${page}`),
        under: '',
        path: PAGE_PATH[page],
      }),
    ),
    ...(seesEveryOpd(me) ? opds : []).map(
      ({ id, name }): Hit => ({
        group: 'OPD',
        key: id,
        name,
        under: '',
        path: PAGE_PATH.BOARD,
        opd: id,
      }),
    ),
    ...settings.map(
      (name): Hit => ({
        group: 'SETTING',
        key: name,
        name: t(`set.${name}`),
        under: t(`set.part.${PART_OF[name]}`),
        path: settingsPath(PART_OF[name]),
      }),
    ),
  ];
}

/** People and units, each at the desk of their OPD. */
export const askedHits = ({ people, units }: Sought): Hit[] => [
  ...people.map(
    ({ pegawai_id, name, nip, unit, opd }): Hit => ({
      group: 'PERSON',
      key: pegawai_id,
      name,
      under: `NIP ${nipText(nip)} · ${unit.name === opd.name ? opd.name : `${unit.name}, ${opd.name}`}`,
      also: nip,
      path: personPath(pegawai_id),
      opd: opd.id,
    }),
  ),
  ...units.map(
    ({ no, name, opd }): Hit => ({
      group: 'UNIT',
      key: `${opd.id}-${no}`,
      name,
      under: opd.name,
      path: unitPath(no),
      opd: opd.id,
    }),
  ),
];

export const activityHit = ({ id, date, title, venue }: Activity): Hit => ({
  group: 'ACTIVITY',
  key: id,
  name: title,
  under: [shortDay(date), venue.name].filter(Boolean).join(' · '),
  path: boardPath({ date, id }),
});

interface ComboboxProps extends Shown {
  hits: readonly Hit[];
  asked?: Seeking;
}
/** The box and its list: arrows choose, Enter opens, Esc closes the sheet. */
export const Combobox = ({ typed, onType, onClose, hits, asked }: ComboboxProps) => {
  const { after, opds } = useDesk();
  const [at, setAt] = useState(0);
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const active = Math.min(at, hits.length - 1);
  useEffect(() => after(0, () => input.current?.focus()), []); // once the sheet is open
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  const press = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'Enter')
      list.current?.querySelector<HTMLElement>('[aria-selected=true]')?.click();
    const to = stepped(event.key, active, hits.length);
    if (to !== null) setAt(to);
    if (to !== null || event.key === 'Enter') event.preventDefault();
  };
  const open = ({ opd }: Hit): void => {
    if (opd) opds.choose(opd);
    onClose();
  };
  return (
    <div class="cari-semua">
      <input
        ref={input}
        class="masukan"
        type="text"
        role="combobox"
        aria-label={t('seek.what')}
        aria-expanded={hits.length > 0}
        aria-controls={hits.length > 0 ? `${id}-daftar` : undefined}
        aria-autocomplete="list"
        aria-activedescendant={hits[active] ? `${id}-${active}` : undefined}
        aria-describedby={`${id}-cara`}
        placeholder={t('seek.what')}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        enterkeyhint="go"
        maxLength={100}
        value={typed}
        onInput={(event) => {
          onType(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={press}
      />
      <p class="kecil redup" id={`${id}-cara`}>
        <span class="bertombol">{t('seek.keys')} </span>
        {t('seek.from', { n: LEAST })}
      </p>
      {asked?.fault && <FaultMessage fault={asked.fault} />}
      {hits.length > 0 && (
        <div ref={list} id={`${id}-daftar`} role="listbox" aria-label={t('seek.found')}>
          {GROUPS.map((group) => (
            <GroupOfHits key={group} {...{ id, group, hits, active }} onOpen={open} />
          ))}
        </div>
      )}
      <p class="kecil redup" role="status">
        {statusText(hits, asked?.busy ?? false, typed)}
      </p>
    </div>
  );
};

interface GroupProps {
  id: string;
  group: Group;
  hits: readonly Hit[];
  active: number;
  onOpen: (hit: Hit) => void;
}
const GroupOfHits = ({ id, group, hits, active, onOpen }: GroupProps) => {
  if (!hits.some((hit) => hit.group === group)) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of options, not of fields
    <div role="group" aria-labelledby={`${id}-${group}`}>
      <b id={`${id}-${group}`} role="presentation">
        {t(`seek.${group}`)}
      </b>
      {hits.map(
        (hit, n) =>
          hit.group === group && (
            <a
              key={hit.key}
              id={`${id}-${n}`}
              role="option"
              aria-selected={n === active}
              tabIndex={-1}
              href={hit.path}
              onClick={() => onOpen(hit)}
            >
              <span>{hit.name}</span>
              {hit.under && <small>{hit.under}</small>}
            </a>
          ),
      )}
    </div>
  );
};

function statusText(hits: readonly Hit[], busy: boolean, typed: string): string {
  if (busy) return t('seek.busy');
  if (!typed.trim()) return '';
  if (hits.length === 0) return t('seek.none');
  const isCut = GROUPS.some((group) => hits.filter((hit) => hit.group === group).length === MOST);
  return t(isCut ? 'seek.first' : 'seek.count', { n: hits.length });
}
