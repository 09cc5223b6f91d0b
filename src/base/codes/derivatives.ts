/** What is wrong with, or to be known of, a derivative and what explains one. */
export const derivatives = {
  'area/fold': 'The map folds the cell over itself, so that areas cancel. Choose a smaller side.',
  'area/range': 'The determinant is beyond the range of doubles. Its logarithm is exact.',
  'area/rough': 'The area of the image is known to few digits, for its edge is rough or jumps. Choose a smaller side.',
  'area/undefined': 'The function or its derivative is not finite there. Choose another point, or a smaller side.',

  'basis/not-finite': 'An entry of a basis is infinite or NaN. Give finite numbers.',

  'chain/none': 'No function of yours is called, so there is no point to start from. Define one, and call it.',
  'chain/single': 'This is one function, not a composition. :jac answers its derivative.',

  'derivative/branch-edge':
    'A comparison or a choice is tied here, and the derivative is that of one side. Look at a point beside it.',
  'derivative/kink': 'The function has a kink here, and the derivative is a convention. Look at a point beside it.',
  'derivative/parts':
    'The derivative has a part for each argument, and a function answers one value. Name one: grad(f, x).',
  'derivative/repeated-value':
    'Values that are repeated have no derivatives one by one. Differentiate a sum or a product of them.',
  'derivative/singular-root':
    'The square root of a singular matrix has no derivative: it is infinitely steep there. Look at a matrix beside it.',
  'derivative/structural-zero':
    'The output does not depend on this input, so its derivative is zero. Check that this is meant.',
  'derivative/unsupported':
    'The function has no derivative here: it is defined for whole numbers alone, or borrowed from mathjs. Leave what it depends on out of wrt, or write it with other functions of :help functions.',

  'graph/file': 'A picture of a graph is neither .dot nor .svg. Name the file so.',
  'graph/large': 'The graph has too many values for a picture. as=dot gives the text of the whole graph.',

  'identity/sides': 'There are not two sides to compare. Write :identity left == right.',

  'limit/check': 'The derivative has too many entries to be checked. Name fewer inputs with wrt=..',
  'limit/slices': 'There are too many slices to show. form=rows or form=columns gives a matrix.',
  'limit/symbolic': 'The formula is too long when its functions are written out. :jac answers its value at a point.',

  'newton/not-a-minimum':
    'The slope is zero, but the Hessian is not positive definite: this is no strict minimum. Start elsewhere.',
  'newton/not-finite': 'The value or a derivative is not finite here. Start elsewhere.',
  'newton/singular': 'The Hessian is singular, so there is no Newton step. Start elsewhere.',
  'newton/steps': 'The slope is not zero after the last step. Give more steps, or start elsewhere.',

  'operator/no-function': 'An operator such as grad needs a function. Define one, then write grad(f)(1).',
  'operator/no-name': 'Behind the function come names of its parameters. Write grad(f, x).',
  'operator/no-parameter': 'The function has no parameter of this name. The error lists those that it has.',

  'symbolic/domain':
    'The formula is a number also at points where the function is none, as 1/x beside log(x). Use it where the function is defined.',
  'symbolic/unsupported': 'There is no symbolic derivative here. :jac answers its exact value at a point.',
  'symbolic/untried':
    'No point was found where the formula is a number, so it was held against nothing. Check it at a point with :jac.',

  'tape/rows': 'The tape has no such rows. The error says how many there are.',

  'training/diverged': 'The loss became infinite or NaN. Try a smaller lr.',

  'wrt/ambiguous': 'Several names could be meant. Say which with wrt=x, or give a point: at x=1, y=2.',
  'wrt/no-point': 'A derivative is taken at a point. Call the function there: :jac f(1).',
  'wrt/none': 'There is no name to differentiate by. Use one: :jac x^2 at x=3.',
  'wrt/not-a-number': 'Only numbers and arrays can be differentiated by. Name another argument with wrt=..',
  'wrt/twice': 'A name is given twice. Keep one of them; :partial takes a name for each differentiation.',
  'wrt/unknown':
    'This is not an argument, and no name of the session. Write one that is passed, or store a value first.',
} as const;
