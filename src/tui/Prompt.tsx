import { Box, Text, useApp, useCursor, useInput, usePaste, useStdout, useWindowSize } from 'ink';
import { useEffect, useSyncExternalStore } from 'react';
import type { ReactElement } from 'react';
import type { Line } from '../render/text/doc.ts';
import { Ask } from './Ask.tsx';
import type { Controller } from './controller.ts';
import { strokes } from './keys.ts';
import { roles } from './roles.ts';
import type { PromptStyle } from './ports.ts';
import type { PromptEvent } from './state.ts';
import { useReflow } from './use-reflow.ts';
import { view } from './view.ts';

/** The live region: what is being written, what runs, what is asked. It only reads the store and reports keys. */
export function Prompt({ controller, stdout, paint, style, settle }: PromptProps): ReactElement {
  const { store, take } = controller;
  const state = useSyncExternalStore(store.subscribe, store.get);
  const { columns, rows } = useWindowSize();
  const { exit, suspendTerminal, waitUntilRenderFlush } = useApp();
  const { write } = useStdout();
  const { setCursorPosition } = useCursor();

  useEffect(
    () => controller.attach({ flush: waitUntilRenderFlush, write, suspend: suspendTerminal, leave: exit }),
    [controller, exit, suspendTerminal, waitUntilRenderFlush, write],
  );
  const act = (event: PromptEvent) => {
    take(event);
    // The question's field edits what it was last rendered with: several keys in one tick need it rendered in between.
    if (store.get().question) settle();
  };
  useInput((input, key) => {
    if (store.get().question) settle();
    for (const stroke of strokes(input, key)) act({ type: 'stroke', stroke });
  });
  usePaste((text) => act({ type: 'paste', text }));

  const shown = view(
    state,
    { columns, rows, ascii: style.ascii, digits: style.digits() },
    roles(state.editor.text, state.editor.cursor),
  );
  setCursorPosition(state.question ? undefined : shown.cursor);
  useReflow(stdout, shown, columns);
  if (state.question)
    return <Ask question={state.question} paint={paint} onChange={(value) => act({ type: 'answering', value })} />;
  return (
    <Box flexDirection="column">
      {shown.rows.map((row, index) => (
        <Text key={index} wrap="truncate">
          {paint(row)}
        </Text>
      ))}
    </Box>
  );
}

interface PromptProps {
  readonly controller: Controller;
  readonly stdout: NodeJS.WriteStream;
  /** A row with its colours. */
  readonly paint: (row: Line) => string;
  readonly style: PromptStyle;
  /** Renders what is pending at once. */
  readonly settle: () => void;
}
