/** What is wrong with names and values, or worth a note: shapes, calls, matrices, limits. */
export const values = {
  'arity/map':
    'map is not given arrays and a function. Write map(x, f), map(x, f(u) = u^2) or map(x, y, f(u, v) = u*v).',
  'arity/too-few': 'A function is given fewer arguments than it takes. :help NAME shows how it is called.',
  'arity/too-many': 'A function is given more arguments than it takes. :help NAME shows how it is called.',

  'call/not-a-function': 'What is called is a value, not a function. Write * to multiply, [1] to index.',

  'index/not-whole': 'An index is not a whole number. Indices count from 1.',
  'index/range': 'An index is outside the array. Indices count from 1; end is the last.',
  'index/rank': 'There are more or fewer indices than axes. Give one for each axis; : takes all of one.',

  'library/argument':
    'A function that is borrowed from mathjs is given what is not held there. The help says what it takes.',
  'library/infinite':
    'A function that is borrowed from mathjs answers infinity. Nabla does not look into it; look at what it is given.',
  'library/nan':
    'A function that is borrowed from mathjs answers NaN. Nabla does not look into it; look at what it is given.',
  'library/refused': 'The function is one of mathjs that Nabla does not vouch for. The help says what does the same.',

  'limit/graph':
    'A function takes more operations than can be recorded. Work on whole arrays instead of single entries.',
  'limit/memory': 'There is not enough memory for this line. Try it with smaller arrays.',
  'limit/recursion': 'Functions call one another too deeply. Give the recursion a case that ends it.',
  'limit/size': 'An array, or the work that it takes, would be too large. Use a smaller problem.',

  'matrix/defective':
    'The matrix has too few independent eigenvectors to be diagonalised. Its eigenvalues have no derivatives there.',
  'matrix/near-rank': 'A singular value is so small that the rank hangs on rounding. Do not rely on the rank.',
  'matrix/no-root': 'The matrix has no real square root. A real root needs eigenvalues that are not negative.',
  'matrix/not-finite':
    'Entries of the matrix are infinite or NaN, so nothing else is known of it. Look for where they began.',
  'matrix/rank-deficient':
    'Columns or rows of the matrix depend on each other. Its inverse does not exist; pinv(A) does.',
  'matrix/repeated-value':
    'Values are repeated, so that their vectors are one choice of many. Do not differentiate them one by one.',
  'matrix/singular': 'The matrix has no inverse. pinv(A) is its pseudoinverse; :svd shows what depends on what.',

  'name/complex': 'i is not defined, for values are real numbers. Use re and im as two numbers.',
  'name/unknown': 'Nothing has this name. :list shows the names of the session, :help functions the functions.',

  'precision/branch':
    'A comparison, a sign or another step came out as it did by rounding alone. Move the point away from the step, or write it without the cancellation.',
  'precision/loss': 'Rounding leaves fewer right digits than usual. Write the formula without the cancellation.',
  'precision/unestimated':
    'A computation is so large that nothing was estimated of the digits that rounding took. Try the formula at a smaller size.',

  'shape/axis': 'The array has no such axis. Axes count from 1.',
  'shape/concat': 'Arrays do not join along this axis. All other extents must be equal.',
  'shape/contraction': 'The axes to be contracted do not have the same extents. Check which axes meet.',
  'shape/cross': 'A cross product needs two vectors of 3 entries. Check their lengths.',
  'shape/empty': 'The matrix has no entries, and the question none to ask of. Give it rows and columns.',
  'shape/kron': 'A Kronecker product needs two matrices or two vectors. Reshape one of them.',
  'shape/mismatch': 'Two shapes do not fit together. :shape shows the shape of each part.',
  'shape/not-scalar': 'One number is needed, not an array. Sum the entries, or take one: x[1].',
  'shape/not-square': 'A matrix with as many rows as columns is needed. :shape shows the shape of each part.',
  'shape/outer': 'A vector with a column gives every pair of entries. If that is not meant, transpose the column.',
  'shape/power': 'The exponent is an array. Write .^ for powers entry by entry.',
  'shape/product':
    'The shapes do not multiply: the inner extents differ. Transpose one of them, or write .* for each entry.',
  'shape/ragged': 'The rows of an array have different shapes. Give all of them the same.',
  'shape/rank': 'The array has too many or too few axes for this. :shape shows them; reshape changes them.',
  'shape/reshape': 'The entries do not fill the new shape. Its extents must multiply to their number.',
  'shape/solve': 'The right side has another number of rows than the matrix. Check both with :shape.',

  'sparse/filled': 'The pattern of a derivative fills up, so it is not sparse. Look at it with :jac.',
  'sparse/full': 'A derivative is not answered sparse, for it is small or mostly filled. Leave out form=sparse.',
  'sparse/size':
    'All entries of a sparse array would be written out, and they are too many. Multiply, add or index it as it is.',

  'type/not-a-number':
    'A number or an array is needed, not a function or a text. Call the function, or name another value.',

  'value/empty': 'An array without entries has no such value. Give it entries.',
  'value/infinite': 'An infinity began here. Check the divisions and logarithms at this point.',
  'value/nan': 'A NaN began here: a value outside of where a function is defined. Check the arguments at this point.',
  'value/not-whole': 'A whole number is needed. round(x) is the nearest one.',
  'value/word': 'A function does not know the word that it is given last. The help lists those that it knows.',
  'value/range': 'A number is outside of what is allowed here. The error names the range.',
} as const;
