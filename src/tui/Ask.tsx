import { Box, Text } from 'ink';
import TextInput from 'ink-text-input';
import type { ReactElement } from 'react';
import { cleanLine } from '../render/text/clean.ts';
import { run } from '../render/text/doc.ts';
import type { Line } from '../render/text/doc.ts';
import type { Asked } from './state.ts';

const advice: Line = [run('  Enter answers, Esc declines', 'dim')];

/** A one-line question; Escape declines it. `onChange` is told of every text, and of the line end that gives the answer. */
export function Ask({ question, paint, onChange }: AskProps): ReactElement {
  return (
    <Box>
      <Text>{paint([run(`${cleanLine(question.title)}: `, 'label')])}</Text>
      <TextInput
        key={question.revision}
        value={question.value}
        onChange={onChange}
        onSubmit={(value) => onChange(`${value}\n`)}
      />
      <Text wrap="truncate">{paint(advice)}</Text>
    </Box>
  );
}

interface AskProps {
  readonly question: Asked;
  readonly paint: (row: Line) => string;
  readonly onChange: (value: string) => void;
}
