import { useState } from 'preact/hooks';
import { activation } from '../app/activation.ts';
import { useApp } from '../app/app.ts';
import { useStore } from '../app/store.ts';
import { faultText } from '../core/i18n/faults.ts';
import { t } from '../core/i18n/rarely.ts';
import { passphrase } from '../core/passphrase.ts';
import type { Fault } from '../core/problems.ts';
import { readActivationLink } from '../core/routes.ts';
import type { ActivationCheck } from '../core/wire.ts';
import { Button, ButtonLink } from '../elements/button.tsx';
import { Field } from '../elements/field.tsx';
import { Message } from '../elements/message.tsx';
import { InstallSteps } from './install.tsx';
import { NewPassword } from './new-password.tsx';
import { Page } from './page.tsx';
import { PrivacyNotice } from './privacy-notice.tsx';
import { TotpSetup } from './totp-setup.tsx';
import { retryAfter, useWait } from './wait.ts';

type Step = 'CODE' | 'PASSWORD' | 'PRIVACY' | 'TOTP' | 'INSTALL';
const TITLE = {
  CODE: 'onb.s.code',
  PASSWORD: 'onb.s.pass',
  PRIVACY: 'onb.s.privacy',
  TOTP: 'onb.s.totp',
  INSTALL: 'onb.s.install',
} as const;
const NEXT = {
  PASSWORD: 'onb.n.pass',
  PRIVACY: 'onb.n.privacy',
  TOTP: 'onb.n.totp',
  INSTALL: 'onb.n.install',
} as const;

/** The steps of this person: a code for roles, and no privacy notice twice on recovery. */
function stepsFor(checked: ActivationCheck | null): Step[] {
  const steps: Step[] = ['CODE', 'PASSWORD', 'PRIVACY'];
  if (checked?.needs_totp) steps.push('TOTP');
  steps.push('INSTALL');
  return steps;
}

export interface Refusal {
  /** The field of the password's page where it can be mended; null where none can. */
  field: 'USERNAME' | 'PASSWORD' | null;
  text: string;
}

/** What to do after a refused activation, and where. */
export function refusalOf(fault: Fault): Refusal {
  const text = faultText(fault);
  if (fault.kind !== 'PROBLEM') return { field: null, text };
  const { code, pointer } = fault.problem;
  if (code === 'nama-terpakai') return { field: 'USERNAME', text };
  if (pointer === '/username') return { field: 'USERNAME', text: t('onb.user.err') };
  const isPassword = code === 'sandi-lemah' || pointer === '/password';
  return { field: isPassword ? 'PASSWORD' : null, text };
}

export const isAboutCode = (fault: Fault): boolean =>
  fault.kind === 'PROBLEM' && fault.problem.code === 'kode-tidak-sah';

/** Where the answer of an activation was lost, the account works and its code no more. */
export const SignInInstead = ({ text }: { text: string }) => (
  <Message tone="warning" role="status">
    {text}
    <div>
      <ButtonLink href="/masuk">{t('onb.active.go')}</ButtonLink>
    </div>
  </Message>
);

/** A new account, step by step; the account comes into being with the privacy step. */
export const Activation = () => {
  const app = useApp();
  const link = readActivationLink(app.navigation.fragment());
  const [login, setLogin] = useState(link.login);
  const [code, setCode] = useState(link.code);
  const [checked, setChecked] = useState<ActivationCheck | null>(null);
  const [password, setPassword] = useState(() => passphrase(app.random(4)));
  const [username, setUsername] = useState('');
  const [step, setStep] = useState<Step>('CODE');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [used, setUsed] = useState(false);
  const way = useStore(app.install.way);
  const [installLater, setInstallLater] = useState(false);
  const steps = stepsFor(checked);
  const after = (done: Step): void => setStep(steps[steps.indexOf(done) + 1] ?? 'INSTALL');
  const activate = async (): Promise<void> => {
    setRefusal(null);
    setUsed(false);
    const answer = await activation(app).activate({
      login,
      code,
      password,
      ...(username.trim() ? { username: username.trim().toLowerCase() } : {}),
    });
    if (answer.ok) {
      after('PRIVACY');
      return;
    }
    const refused = refusalOf(answer.fault);
    setRefusal(refused);
    setUsed(isAboutCode(answer.fault));
    if (refused.field) setStep('PASSWORD');
  };
  if (way === 'IOS_SAFARI' && !installLater) {
    return <InstallFirst onSkip={() => setInstallLater(true)} />;
  }
  const finish = (): void => app.navigation.go('/', 'REPLACE');
  return (
    <Page title={t('onb.code')} back="/masuk">
      <Progress step={step} steps={steps} />
      {step === 'CODE' && (
        <>
          <CodeForm
            label={t('onb.label.code')}
            hint={t('onb.where')}
            submit={t('common.next')}
            usedText={t('onb.active')}
            {...{ login, code, setLogin, setCode }}
            onChecked={(found) => {
              setChecked(found);
              setStep('PASSWORD');
            }}
          />
          <Message>{t('onb.nocode')}</Message>
        </>
      )}
      {step === 'PASSWORD' && checked && (
        <NewPassword
          {...{ login, checked, password, setPassword, username, setUsername }}
          error={refusal?.field === 'PASSWORD' ? refusal.text : null}
          nameError={refusal?.field === 'USERNAME' ? refusal.text : null}
          onNotMe={() => setStep('CODE')}
          onDone={() => {
            setRefusal(null);
            setStep('PRIVACY');
          }}
        />
      )}
      {step === 'PRIVACY' && <PrivacyNotice error={refusal?.text ?? null} onSeen={activate} />}
      {step === 'PRIVACY' && used && <SignInInstead text={t('onb.active')} />}
      {step === 'TOTP' && <TotpSetup onDone={() => after('TOTP')} />}
      {step === 'INSTALL' && (
        <>
          <InstallSteps />
          <Button look="main" large onPress={finish}>
            {t('onb.finish')}
          </Button>
        </>
      )}
    </Page>
  );
};

/** An iPhone's tab and the installed app share no storage: what is activated in one is unknown to the other. */
const InstallFirst = ({ onSkip }: { onSkip: () => void }) => (
  <Page title={t('inst.title')} back="/masuk">
    <Message tone="warning">{t('inst.first')}</Message>
    <InstallSteps />
    <Button look="quiet" wide onPress={onSkip}>
      {t('inst.skip')}
    </Button>
  </Page>
);

const Progress = ({ step, steps }: { step: Step; steps: readonly Step[] }) => {
  const n = steps.indexOf(step) + 1;
  const coming = steps
    .slice(n)
    .map((one) => (one === 'CODE' ? '' : t(NEXT[one])))
    .join(', ');
  return (
    <div class="tumpuk-rapat">
      <div class="kepala">
        <h2 class="langkah-judul">{t(TITLE[step])}</h2>
        <span class="kecil redup angka">{t('onb.step', { n, m: steps.length })}</span>
      </div>
      <div
        class="bilah"
        role="progressbar"
        aria-label={t('onb.code')}
        aria-valuenow={n}
        aria-valuemin={0}
        aria-valuemax={steps.length}
      >
        <i style={{ width: `${(n / steps.length) * 100}%` }} />
      </div>
      {coming && <p class="kecil redup">{t('onb.then', { langkah: coming })}</p>}
    </div>
  );
};

interface CodeFormProps {
  login: string;
  code: string;
  setLogin: (value: string) => void;
  setCode: (value: string) => void;
  label: string;
  hint: string;
  submit: string;
  /** What to do where the code was used. */
  usedText: string;
  onChecked: (found: ActivationCheck) => void;
}

/** Name and code of a slip; one sound for every cause of a refusal (security.md A4). */
export const CodeForm = (props: CodeFormProps) => {
  const app = useApp();
  const [error, setError] = useState<string | null>(null);
  const [used, setUsed] = useState(false);
  const [busy, setBusy] = useState(false);
  const [wait, setWait] = useWait();
  const submit = async (): Promise<void> => {
    if (props.login.trim() === '' || props.code.trim() === '') {
      setError(t('onb.code.empty'));
      return;
    }
    setBusy(true);
    setError(null);
    setUsed(false);
    const answer = await activation(app).check(props.login.trim(), props.code);
    setBusy(false);
    if (answer.ok) props.onChecked(answer.value);
    else {
      setWait(retryAfter(answer.fault));
      setError(faultText(answer.fault));
      setUsed(isAboutCode(answer.fault));
    }
  };
  return (
    <form
      class="kartu kartu--utama tumpuk"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && wait === 0) void submit();
      }}
    >
      <Field
        label={t('login.user')}
        name="username"
        autocomplete="username"
        autocapitalize="none"
        value={props.login}
        onInput={props.setLogin}
      />
      <Field
        label={props.label}
        name="kode"
        look="code"
        autocomplete="one-time-code"
        autocapitalize="characters"
        maxLength={20}
        hint={props.hint}
        value={props.code}
        onInput={props.setCode}
        error={wait > 0 ? t('login.err.rate', { n: wait }) : error}
      />
      {used && <SignInInstead text={props.usedText} />}
      <Button look="main" large submit busy={busy || wait > 0}>
        {props.submit}
      </Button>
    </form>
  );
};
