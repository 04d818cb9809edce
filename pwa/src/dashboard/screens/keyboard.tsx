import { Sheet } from '../../elements/sheet.tsx';
import { t } from '../i18n.ts';

const GO = [
  ['P', 'BOARD'],
  ['F', 'REVIEW'],
  ['I', 'PERMITS'],
  ['K', 'ACTIVITIES'],
  ['R', 'RECAP'],
  ['O', 'PEOPLE'],
] as const;
const KEYS = [
  ['J', 'keys.next'],
  ['K', 'keys.previous'],
  ['Enter', 'keys.open'],
  ['A', 'keys.approve'],
  ['U', 'keys.retake'],
  ['Z', 'keys.undo'],
  ['/', 'keys.search'],
  ['?', 'keys.help'],
  ['Esc', 'keys.close'],
] as const;

/** Every key of the dashboard. */
export const Keyboard = ({ onClose }: { onClose: () => void }) => (
  <Sheet title={t('keys.title')} onClose={onClose}>
    <dl class="rinci tombol-papan">
      {GO.map(([letter, page]) => (
        <div key={letter}>
          <dt>
            <kbd>G</kbd> <kbd>{letter}</kbd>
          </dt>
          <dd>{t(`page.${page}`)}</dd>
        </div>
      ))}
      {KEYS.map(([key, text]) => (
        <div key={key + text}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{t(text)}</dd>
        </div>
      ))}
    </dl>
  </Sheet>
);
