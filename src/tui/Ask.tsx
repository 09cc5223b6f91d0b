import { Box, Text } from 'ink';
import TextInput from 'ink-text-input';
import type { ReactElement } from 'react';
import type { Asked } from './state.ts';

/** A one-line question; Escape declines it. `onChange` is told of every text, and of the line end that gives the answer. */
export function Ask({ question, onChange }: { question: Asked; onChange: (value: string) => void }): ReactElement {
  return (
    <Box>
      <Text>{`${question.title}: `}</Text>
      <TextInput
        key={question.revision}
        value={question.value}
        onChange={onChange}
        onSubmit={(value) => onChange(`${value}\n`)}
      />
      <Text dimColor>{'  Enter answers, Esc declines'}</Text>
    </Box>
  );
}
