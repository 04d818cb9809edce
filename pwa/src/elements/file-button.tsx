import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { Button } from './button.tsx';

interface Props {
  accept: string;
  /** Opens the phone's camera instead of its gallery. */
  capture?: boolean;
  icon?: string;
  /** Just before the phone leaves for its camera or gallery. */
  onAsk?: () => void;
  onFile: (file: File) => unknown;
  children: ComponentChildren;
}

/** A button that brings one file. */
export const FileButton = ({ accept, capture, icon, onAsk, onFile, children }: Props) => {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        {...(capture ? { capture: 'environment' as const } : {})}
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          currentTarget.value = ''; // the same file may be chosen again
          if (file) onFile(file);
        }}
      />
      <Button
        {...(icon ? { icon } : {})}
        onPress={() => {
          onAsk?.();
          input.current?.click();
        }}
      >
        {children}
      </Button>
    </>
  );
};
