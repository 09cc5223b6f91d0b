/** The names of mathjs's functions, so that a mistyped name does not load the library. A test holds them to it. */
export const libraryNames: ReadonlySet<string> = new Set(
  [
    'abs acos acosh acot acoth acsc acsch add addScalar and apply arg asec asech asin asinh atan atan2 atanh',
    'bellNumbers bernoulli bigint bignumber bin bitAnd bitNot bitOr bitXor boolean catalan cbrt ceil clone column',
    'combinations combinationsWithRep compare compareNatural compareText complex composition concat conj corr cos',
    'cosh cot coth count cross csc csch ctranspose cube cumsum deepEqual den det diag diff distance divide',
    'divideScalar dot dotDivide dotMultiply dotPow eigs equal equalScalar equalText erf exp expm expm1 factorial',
    'factory fft filter fix flatten floor forEach format fraction freqz gamma gcd getMatrixDataType hasNumericValue',
    'hex hypot identity ifft im index intersect inv invmod kldivergence kron larger largerEq lcm leafCount',
    'leftShift lgamma log log10 log1p log2 lsolve lsolveAll lup lusolve lyap mad map mapSlices matrix',
    'matrixFromColumns matrixFromFunction matrixFromRows max mean median min mod mode multinomial multiply',
    'multiplyScalar norm not nthRoot nthRoots nullish num number numeric oct ones or partitionSelect permutations',
    'pinv polynomialRoot pow print prod qr quantileSeq range rationalize re replacer',
    'reshape resize resolve reviver rightArithShift rightLogShift rotate rotationMatrix round row schur sec sech',
    'setCartesian setDifference setDistinct setIntersect setIsSubset setMultiplicity setPowerset setSize',
    'setSymDifference setUnion sign simplifyConstant simplifyCore sin sinh size slu smaller smallerEq solveODE sort',
    'sparse splitUnit sqrt sqrtm square squeeze std stirlingS2 string subset subtract subtractScalar sum sylvester',
    'symbolicEqual tan tanh to toBest trace transpose typeOf unaryMinus unaryPlus unequal unit usolve usolveAll',
    'variance xgcd xor zeros zeta zpk2tf',
  ].flatMap((line) => line.split(' ')),
);
