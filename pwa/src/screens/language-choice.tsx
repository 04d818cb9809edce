import { useApp } from '../app/app.ts';
import { useStore } from '../app/store.ts';
import { t } from '../core/i18n/employee.ts';
import { Segments } from '../elements/segments.tsx';

const LANGUAGES = [
  { value: 'id', label: 'Indonesia', lang: 'id' },
  { value: 'en', label: 'English', lang: 'en' },
] as const;

export const LanguageChoice = () => {
  const { preferences } = useApp();
  const { language } = useStore(preferences);
  return (
    <Segments
      label={t('common.language')}
      options={LANGUAGES}
      chosen={language}
      onChoose={(chosen) => preferences.change({ language: chosen })}
    />
  );
};
