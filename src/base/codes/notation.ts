/** What is wrong with how a line is written: its notation, its command, its operands and options. */
export const notation = {
  'at/formula': 'A symbolic derivative holds at every point. Leave out at; the value at a point is :jac.',
  'at/twice': 'A name stands twice behind at. Keep one of them.',

  'command/ambiguous': 'Several commands begin like this. Write more letters of the name.',
  'command/nested':
    'A command stands within something else. Give it a line of its own; name = :command .. keeps its value.',
  'command/no-value': 'The command does not answer one value, so a name cannot hold it. Leave out the name and =.',
  'command/unknown': 'No command has this name. :help lists them.',

  'help/unknown': 'There is no help on this word. :help lists the commands, :help functions the functions.',

  'operand/count': 'How many is not a whole number from 1. Write it as in :undo 2.',
  'operand/extra': 'A command is given more operands than it takes. :help COMMAND shows how it is called.',
  'operand/missing': 'A command is given fewer operands than it needs. :help COMMAND shows how it is called.',
  'operand/name': 'The command takes names, and this is none. Write the names, separated by commas.',

  'option/conflict': 'Two options exclude one another. Leave one of them out.',
  'option/count': 'An option does not have the number of values that is needed. The error says how many.',
  'option/missing': 'The command needs an option that is not there. :help COMMAND shows which.',
  'option/twice': 'An option is given twice. Keep one of them.',
  'option/unknown': 'The command has no such option. :help COMMAND lists those that it has.',
  'option/value':
    'The value of an option is not one of those that it takes. :help OPTION shows them, as in :help mode.',

  'syntax/assignment-target':
    'What stands before = cannot be assigned to. Write x = .., f(x) = .. or A[1, 2] = ..; == compares.',
  'syntax/at': 'After at come values by name. Write at x=1, y=2.',
  'syntax/block-value': 'A block ends without its value. Write its last part behind the last semicolon.',
  'syntax/character': 'The character is not part of the notation. Delete it, or put text in quotes.',
  'syntax/colon': 'This : belongs to no range and to no ternary. Put a range within another in parentheses.',
  'syntax/comma': 'A comma stands outside a call, an index and an array. Delete it, or add the brackets.',
  'syntax/command-target': "Only a name can take a command's result. Write name = :command ..",
  'syntax/control-character': 'The line holds a character that cannot be seen. Delete it.',
  'syntax/duplicate-parameter': 'Two parameters of a function have the same name. Rename one of them.',
  'syntax/escape': 'This is not an escape that texts have. Write a backslash twice.',
  'syntax/expression': 'An expression is needed here, not a definition or a command. Give the value alone.',
  'syntax/inner-assignment': 'An assignment stands within an expression. Write it on a line of its own; == compares.',
  'syntax/mismatched': 'A bracket is closed by one of another kind. Write the one that was opened.',
  'syntax/misplaced': 'Part of the operand stands behind an option. Put the options last.',
  'syntax/missing': 'An expression is missing. Write one there.',
  'syntax/missing-operand':
    'An operator, a comma or a bracket waits for something. Write a number, a name or an expression there.',
  'syntax/missing-operator':
    'Two expressions stand side by side. Write an operator such as *, or a comma, between them.',
  'syntax/number': 'This is not a number as Nabla spells them. Write 12, 0.5, 1e-3 or 0xff.',
  'syntax/option-value': 'An option has no value, or blanks around its =. Write key=value.',
  'syntax/parameter': 'A parameter of a function is not a name. Write f(x, y) = ..',
  'syntax/ragged': 'The rows of a matrix have different lengths. Give all rows the same number of entries.',
  'syntax/reserved-name': 'The word belongs to the notation and cannot be defined. Choose another name.',
  'syntax/separator': 'A second statement, or a row, begins where none can. Write one statement a line.',
  'syntax/ternary': 'A test with ? has no : behind it. Write test ? a : b.',
  'syntax/too-deep': 'Brackets are nested too deeply. Give the inner part a name on a line of its own.',
  'syntax/unclosed': 'A bracket is never closed. Close it.',
  'syntax/unclosed-string': 'A text has no closing quote. Add it.',
  'syntax/unopened': 'A bracket is closed that was never opened. Delete it, or open the bracket earlier.',
  'syntax/unsupported': 'Nabla has no such construct. The error says what to write instead.',
  'syntax/unused-value': 'A part of a block has no name, so its value is lost. Name it, or delete it.',
} as const;
