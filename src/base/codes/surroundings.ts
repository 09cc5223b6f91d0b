/** What is wrong around the lines: files, scripts, how the program was started, compiled lines, and Nabla itself. */
export const surroundings = {
  'backend/off': 'WebAssembly cannot be used, so this takes longer than it might. Results are the same.',

  'compile/command': 'The command cannot be compiled. Compile an expression, or a command such as :jac.',
  'compile/line': 'Only an expression or a command can be compiled. Evaluate definitions beforehand.',
  'compile/missing': 'A compiled line is not given all of its inputs. Pass a value for each.',

  'copy/function': 'A function has no text in this language. Copy it with as=mathjs.',
  'copy/sparse': "SciPy's sparse arrays have two axes. Copy a matrix.",

  'expectation/failed': 'A line of a script failed. Correct it, or expect the error: #! code.',
  'expectation/fault':
    'A line should have failed and did not, or failed in another way. Correct the line or the expectation.',
  'expectation/note': 'A note that is expected did not come, or another one. Correct the line or the expectation.',
  'expectation/shape': 'A value has another shape than is expected. Correct the line or the expectation.',
  'expectation/unreadable': 'What is expected cannot be read. Write a number, an array or a text behind #=.',
  'expectation/value':
    'A value differs from what is expected. Correct one of them; nabla test --update rewrites the expectations.',

  'file/denied': 'The file may not be opened or written. Check its permissions.',
  'file/disk-full': 'The disk is full. Make room; what was there before is unchanged.',
  'file/exists': 'The file exists already. Choose another name, or say force=yes to overwrite it.',
  'file/failed': 'The system could not use the file. Try another one.',
  'file/folder': 'The name is that of a folder. Name a file in it.',
  'file/missing': 'The file or its folder does not exist. Check the name.',
  'file/name': 'The name of the file is missing, too long or leads nowhere. Choose another name.',
  'file/not-utf8': 'The file is not UTF-8 text. Save it as UTF-8.',
  'file/outside':
    'The file lies outside the folder that Nabla was started in. Start it there, or list the folder in NABLA_FOLDERS.',
  'file/special': 'This is no ordinary file. Name an ordinary one.',
  'file/too-large': 'The file, or a line of it, is too long. Split it.',

  interrupted: 'The line was stopped before its end. The session is as it was before it.',
  internal: 'Nabla itself failed. Please report the line and the message.',

  'redo/nothing': 'Nothing was undone that could be done again. :history shows the lines.',

  'save/nothing': 'The session has no line to save yet. Type one first.',

  'script/control-character': 'A script holds a character that cannot be seen. Delete it.',
  'script/expectation-alone': 'An expectation has no input before it. Put it on the line behind its input.',
  'script/expectation-form': 'An expectation is incomplete. Write #= value, #! code or #? code.',
  'script/expectation-place': 'An expectation stands behind its input. Give it a line of its own.',
  'script/folder': 'A script is needed, not a folder. Name a script in it; nabla test takes folders.',
  'script/missing': 'The script does not exist. Check the name and the folder.',
  'script/nested': 'Scripts load one another too deeply. Check whether one of them loads itself.',
  'script/none': "The folder holds no script. Scripts are files whose names end in '.nabla'.",

  'undo/nothing': 'There is no change to undo. :history shows the lines.',

  'usage/files': 'The files of the command line are not what this mode takes. nabla --help shows how it is called.',
  'usage/option': 'The program has no such option, or not in this mode. nabla --help lists them.',
  'usage/value': 'An option of the program has a value that it does not take. nabla --help shows which.',
} as const;
